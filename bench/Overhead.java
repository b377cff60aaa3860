import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the CPU time of the same work with and without {@code negawatt run} around it, in alternating runs. Arguments:
 * launcher, number of pairs. With the argument {@code work} it is the work itself and prints its CPU time in ns.
 */
final class Overhead {
    private static final double ALLOWED_RATIO = 1.005;
    private static final int STEPS = 1_200_000_000;

    private Overhead() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("work")) {
            work();
            return;
        }
        Path home = Files.createTempDirectory("negawatt-overhead");
        Path self = Path.of(System.getProperty("jdk.launcher.sourcefile", "bench/Overhead.java"));
        var bare = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                self.toString(),
                "work");
        var metered =
                new ArrayList<>(List.of(args[0], "run", "--quiet", "--home", home.toString(), "--hz", "10", "--"));
        metered.addAll(bare);
        int pairs = Integer.parseInt(args[1]);
        double[] bareMs = new double[pairs];
        double[] meteredMs = new double[pairs];
        double[] ratios = new double[pairs];
        for (int i = -1; i < pairs; i++) {
            double bareRunMs = cpuMs(bare);
            double meteredRunMs = cpuMs(metered);
            if (i >= 0) {
                bareMs[i] = bareRunMs;
                meteredMs[i] = meteredRunMs;
                ratios[i] = meteredRunMs / bareRunMs;
            }
        }
        double ratio = median(ratios);
        System.out.printf("bare child     %8.1f ms CPU (median of %d)%n", median(bareMs), pairs);
        System.out.printf("metered child  %8.1f ms CPU%n", median(meteredMs));
        System.out.printf("ratio          %8.4f (median of the pairs; allowed %.3f)%n", ratio, ALLOWED_RATIO);
        System.exit(ratio <= ALLOWED_RATIO ? 0 : 1);
    }

    private static void work() {
        long x = 88172645463325252L;
        for (int i = 0; i < STEPS; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        System.out.println(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + " " + (x & 1));
    }

    private static double cpuMs(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IllegalStateException("%s ended with code %d".formatted(command, code));
        }
        return Long.parseLong(said.strip().split(" ")[0]) * 1e-6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
