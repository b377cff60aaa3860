import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How long whole commands take, for the benchmarks of this folder. */
final class Timing {
    private Timing() {}

    /** {@return how long a command runs, in ms; what it prints is thrown away, and an exit code other than 0 ends the program} */
    static double runMs(List<String> command) throws IOException, InterruptedException {
        long startNs = System.nanoTime();
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("%s ended with code %d".formatted(command, code));
        }
        return (System.nanoTime() - startNs) * 1e-6;
    }

    /** {@return the value below which a part of them lies, such as 0.5 for the median} */
    static double quantile(double[] values, double fraction) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(fraction * (sorted.length - 1))];
    }
}
