import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * Compares two whole processes, from fork to exit, in alternating runs: {@code negawatt --version} and a bare JVM of the same
 * kind that prints a line from a jar. Arguments: home of the JDK, launcher, number of pairs.
 */
final class Startup {
    private static final double ALLOWED_RATIO = 1.2;
    private static final int WARM_UP_PAIRS = 5;

    private Startup() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var bare = List.of(
                args[0] + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-jar",
                helloJar().toString());
        var ours = List.of(args[1], "--version");
        int pairs = Integer.parseInt(args[2]);
        var bareMs = new double[pairs];
        var oursMs = new double[pairs];
        var ratios = new double[pairs];
        for (int i = -WARM_UP_PAIRS; i < pairs; i++) {
            double bareRunMs = Timing.runMs(bare);
            double oursRunMs = Timing.runMs(ours);
            if (i >= 0) {
                bareMs[i] = bareRunMs;
                oursMs[i] = oursRunMs;
                ratios[i] = oursRunMs / bareRunMs;
            }
        }
        double ratio = Timing.quantile(oursMs, 0.5) / Timing.quantile(bareMs, 0.5);
        System.out.printf("bare JVM            %6.1f ms (median of %d)%n", Timing.quantile(bareMs, 0.5), pairs);
        System.out.printf("negawatt --version  %6.1f ms%n", Timing.quantile(oursMs, 0.5));
        System.out.printf(
                "ratio               %6.3f    (pairs: 25 %% %.2f, 75 %% %.2f; allowed %.1f)%n",
                ratio, Timing.quantile(ratios, 0.25), Timing.quantile(ratios, 0.75), ALLOWED_RATIO);
        System.exit(ratio <= ALLOWED_RATIO ? 0 : 1);
    }

    private static Path helloJar() throws IOException {
        var folder = Files.createTempDirectory("negawatt-startup");
        var source = folder.resolve("Hello.java");
        var jar = folder.resolve("hello.jar");
        Files.writeString(
                source,
                "public class Hello { public static void main(String[] args) { System.out.println(\"hello\"); } }");
        tool("javac", "-d", folder.toString(), source.toString());
        tool(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "--main-class",
                "Hello",
                "-C",
                folder.toString(),
                "Hello.class");
        return jar;
    }

    private static void tool(String name, String... args) {
        int code = ToolProvider.findFirst(name).orElseThrow().run(System.out, System.err, args);
        if (code != 0) {
            throw new IllegalStateException("%s ended with code %d".formatted(name, code));
        }
    }
}
