import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two whole processes, from fork to exit, in alternating runs: the estimate of every row of a file, and a start that does
 * nothing. Arguments: launcher, number of pairs, number of rows.
 */
final class Rows {
    private static final double ALLOWED_MS = 1000;
    private static final int WARM_UP_PAIRS = 1;
    private static final String[] MODELS = {
        "Qwen/Qwen3-8B",
        "Qwen/Qwen3-32B",
        "meta-llama/Llama-3.1-70B-Instruct",
        "openai/gpt-oss-120b",
        "Qwen/Qwen3-30B-A3B"
    };
    private static final String[] DEVICES = {"H100", "B200", "A100-80GB", "H200"};
    private static final int[] GPUS = {4, 8};
    private static final int[] BATCHES = {8, 16, 32, 64, 96, 128, 192, 256, 384, 512};

    private Rows() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("negawatt-rows");
        int rows = Integer.parseInt(args[2]);
        var in = rows(folder.resolve("in.csv"), rows);
        var idle = List.of(args[0], "--version");
        var busy = List.of(
                args[0],
                "estimate",
                "infer",
                "--rows",
                in.toString(),
                "--out",
                folder.resolve("out.csv").toString());
        int pairs = Integer.parseInt(args[1]);
        var idleMs = new double[pairs];
        var busyMs = new double[pairs];
        for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
            double idleRunMs = Timing.runMs(idle);
            double busyRunMs = Timing.runMs(busy);
            if (i >= 0) {
                idleMs[i] = idleRunMs;
                busyMs[i] = busyRunMs;
            }
        }
        double median = Timing.quantile(busyMs, 0.5);
        System.out.printf("negawatt --version          %6.0f ms (median of %d)%n", Timing.quantile(idleMs, 0.5), pairs);
        System.out.printf(
                "estimate infer, %d rows  %6.0f ms (least %.0f, 75 %% %.0f; wanted %.0f)%n",
                rows, median, Timing.quantile(busyMs, 0), Timing.quantile(busyMs, 0.75), ALLOWED_MS);
        System.out.printf("ratio                       %6.1f%n", median / Timing.quantile(idleMs, 0.5));
        System.exit(median <= ALLOWED_MS ? 0 : 1);
    }

    /** The columns that a file of metered rows has, without the metered ones. */
    private static Path rows(Path file, int count) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("task,model_id,weight_precision,gpu_model,num_gpus,max_num_seqs,avg_output_len,note");
        for (int i = 0; i < count; i++) {
            lines.add("lm-arena-chat,%s,bfloat16,%s,%d,%d,%d,row %d"
                    .formatted(
                            MODELS[i % MODELS.length],
                            DEVICES[i / 5 % DEVICES.length],
                            GPUS[i / 20 % GPUS.length],
                            BATCHES[i / 40 % BATCHES.length],
                            200 + i % 997,
                            i));
        }
        return Files.write(file, lines);
    }
}
