import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Measures {@code negawatt train lm}, each figure as a ratio of two sides that take turns: {@code scaling} two workers of one
 * thread over one, {@code metering} with and without a meter, {@code peer} over PyTorch in Python with
 * DistributedDataParallel, {@code memory} growth of a long training. Arguments: launcher, mode, and for peer the Python.
 */
final class Training {
    private static final int SKIPPED = 8;
    private static final int STEPS = 40;
    private static final int ROUNDS = 3;

    /** One worker beside its peer differs by less than a machine wavers from run to run. */
    private static final int PEER_ROUNDS = 7;

    /** The meter's own Java warms up for some seconds, which a training of hours does not feel. */
    private static final int WARM_STEPS = 60;

    private static final int METERED_STEPS = 140;
    private static final int ROWS = 8;
    private static final int CONTEXT = 128;
    private static final int LOOK_MS = 2000;
    private static final int LONG_STEPS = 6000;

    private final String launcher;
    private final Path folder = Files.createTempDirectory("negawatt-training");
    private final Path text = folder.resolve("text");

    private Training(String launcher) throws IOException {
        this.launcher = launcher;
        var documents = new StringBuilder();
        try (var files = Files.walk(Path.of(launcher).toAbsolutePath().resolveSibling("docs"))) {
            for (var file : files.filter(each -> each.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                documents.append(Files.readString(file));
            }
        }
        Files.writeString(text, documents);
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        var training = new Training(args[0]);
        switch (args[1]) {
            case "scaling" -> training.scaling();
            case "metering" -> training.metering();
            case "memory" -> training.memory();
            case "peer" -> training.peer(args[2]);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    /** Times of the steps but for the first, and the most memory that rank 0 had. */
    private record Measured(double[] stepS, double peakMb) {
        double medianS() {
            return medianS(SKIPPED);
        }

        double medianS(int skipped) {
            double[] sorted = Arrays.copyOfRange(stepS, skipped, stepS.length);
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private void scaling() throws IOException, InterruptedException {
        var perS = new TreeMap<Integer, List<Double>>();
        for (int round = 0; round < ROUNDS; round++) {
            for (int workers = 1; workers <= 4; workers++) {
                double tokensPerS = workers
                        * ROWS
                        * CONTEXT
                        / negawatt(workers, STEPS, "--no-meter").medianS();
                perS.computeIfAbsent(workers, _ -> new ArrayList<>()).add(tokensPerS);
            }
        }
        double one = median(perS.get(1));
        perS.forEach((workers, rates) -> System.out.printf(
                "%d × 1 thread   %8.0f tokens/s (median of %d runs, p50 of %d steps)   %.3f × %d%n",
                workers, median(rates), ROUNDS, STEPS - SKIPPED, median(rates) / one / workers, workers));
        System.out.printf("two over one   %.3f × 2 (wanted 0.90)%n", median(perS.get(2)) / one / 2);
    }

    private void metering() throws IOException, InterruptedException {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            double bare = negawatt(2, METERED_STEPS, "--no-meter").medianS(WARM_STEPS);
            double metered = negawatt(
                            2, METERED_STEPS, "--home", folder.resolve("home").toString())
                    .medianS(WARM_STEPS);
            ratios.add(metered / bare);
        }
        System.out.printf(
                "metered over bare   %.4f step time (median of %d pairs; allowed 1.01)   %s%n",
                median(ratios), ratios.size(), ratios);
    }

    private void peer(String python) throws IOException, InterruptedException {
        for (int workers = 1; workers <= 2; workers++) {
            var rates = new ArrayList<Double>();
            var memory = new ArrayList<Double>();
            var oursS = new ArrayList<Double>();
            var theirsS = new ArrayList<Double>();
            for (int round = 0; round < (workers == 1 ? PEER_ROUNDS : ROUNDS); round++) {
                // Whoever goes first finds the machine as the round before left it: each does so in turn.
                boolean oursFirst = round % 2 == 0;
                var first = oursFirst ? negawatt(workers, STEPS, "--no-meter") : python(python, workers);
                var second = oursFirst ? python(python, workers) : negawatt(workers, STEPS, "--no-meter");
                var ours = oursFirst ? first : second;
                var theirs = oursFirst ? second : first;
                oursS.add(ours.medianS());
                theirsS.add(theirs.medianS());
                rates.add(theirs.medianS() / ours.medianS());
                memory.add(ours.peakMb / theirs.peakMb);
                System.out.printf(
                        "%d workers   ours %.4f s, %.0f MB   PyTorch %.4f s, %.0f MB%n",
                        workers, ours.medianS(), ours.peakMb, theirs.medianS(), theirs.peakMb);
            }
            System.out.printf(
                    "%d workers   tokens/s %.3f × PyTorch's (median of %d pairs, wanted 1.0), peak memory %.3f ×"
                            + " (wanted 1.0); runs apart by %.1f %% (ours), %.1f %% (PyTorch's)%n",
                    workers, median(rates), rates.size(), median(memory), apart(oursS), apart(theirsS));
        }
    }

    private void memory() throws IOException, InterruptedException {
        var residentKb = new ArrayList<double[]>();
        var process = start(negawattCommand(2, LONG_STEPS, "--width", "64", "--context", "32", "--no-meter"), Map.of());
        var reached = Pattern.compile("step (\\d+)");
        int step = 0;
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var match = reached.matcher(line);
                if (match.find() && (step = Integer.parseInt(match.group(1))) > LONG_STEPS - 5000) {
                    residentKb.add(new double[] {step, rankZero(process, "VmRSS")});
                }
            }
        }
        process.waitFor();
        System.out.printf(
                "resident memory of rank 0 over the last 5,000 steps: %.2f MB a 1,000 steps (allowed 1), %d looks%n",
                slope(residentKb), residentKb.size());
    }

    /** Least squares; in MB a 1,000 steps. */
    private static double slope(List<double[]> points) {
        double meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double along = points.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY))
                .sum();
        double square = points.stream()
                .mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX))
                .sum();
        return along / square * 1000 / 1024;
    }

    private Measured negawatt(int workers, int steps, String... more) throws IOException, InterruptedException {
        var process = start(negawattCommand(workers, steps, more), Map.of());
        double peakKb = 0;
        // Looking costs some milliseconds of a core that is measured, and the peak is kept by the kernel: seldom will
        // do.
        while (!process.waitFor(LOOK_MS, TimeUnit.MILLISECONDS)) {
            peakKb = Math.max(peakKb, rankZero(process, "VmHWM"));
        }
        return measured(process, peakKb / 1024);
    }

    private List<String> negawattCommand(int workers, int steps, String... more) {
        var command = new ArrayList<>(List.of(
                launcher,
                "train",
                "lm",
                text.toString(),
                "--workers",
                "" + workers,
                "--threads",
                "1",
                "--batch",
                "" + ROWS * workers,
                "--steps",
                "" + steps,
                "--evaluate-every",
                "" + steps,
                "--result",
                result().toString()));
        command.addAll(List.of(more));
        return command;
    }

    private Path result() {
        return folder.resolve("result.json");
    }

    private Measured python(String python, int workers) throws IOException, InterruptedException {
        int port = freePort();
        var processes = new ArrayList<Process>();
        for (int rank = 0; rank < workers; rank++) {
            var script = Path.of(launcher).toAbsolutePath().resolveSibling("bench/peers/pytorch_ddp.py");
            processes.add(start(
                    List.of(python, script.toString(), text.toString(), result().toString(), "" + STEPS, "" + ROWS),
                    Map.of(
                            "RANK",
                            "" + rank,
                            "WORLD_SIZE",
                            "" + workers,
                            "MASTER_ADDR",
                            "127.0.0.1",
                            "MASTER_PORT",
                            "" + port,
                            "OMP_NUM_THREADS",
                            "1",
                            "OMP_WAIT_POLICY",
                            "PASSIVE")));
        }
        for (var process : processes) {
            process.waitFor();
        }
        var peak = Pattern.compile("\"peakBytes\": (\\d+)").matcher(Files.readString(result()));
        return measured(processes.getFirst(), peak.find() ? Double.parseDouble(peak.group(1)) / (1 << 20) : Double.NaN);
    }

    private Measured measured(Process process, double peakMb) throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(process.info().commandLine() + " ended with " + process.exitValue());
        }
        var times = Pattern.compile("\"stepS\":\\s*\\[([^\\]]*)\\]").matcher(Files.readString(result()));
        if (!times.find()) {
            throw new IllegalStateException("no step times");
        }
        double[] stepS = Arrays.stream(times.group(1).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Measured(stepS, peakMb);
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(new HashMap<>(environment));
        var process = builder.start();
        if (!command.contains("" + LONG_STEPS)) {
            Thread.ofVirtual().start(() -> drain(process));
        }
        return process;
    }

    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the value in KiB of rank 0 among the descendants; 0 where it is not there} */
    private static double rankZero(Process process, String field) {
        return process.descendants()
                .mapToDouble(each -> memoryKb(each.pid(), field))
                .max()
                .orElse(0);
    }

    private static double memoryKb(long pid, String field) {
        try {
            var folder = Path.of("/proc", "" + pid);
            if (!Files.readString(folder.resolve("environ")).contains("\0RANK=0\0")) {
                return 0;
            }
            return Files.readAllLines(folder.resolve("status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** {@return how far the slowest run is from the fastest, in % of the median} */
    private static double apart(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return 100 * (sorted.getLast() - sorted.getFirst()) / median(values);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
