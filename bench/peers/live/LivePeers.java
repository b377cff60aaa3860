import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The load of `bench/serving.sh` on `negawatt serve` and on its peers in turn, each fresh, on loopback, from four writers that wait for
 * each answer: Prometheus and VictoriaMetrics by remote write (protobuf, snappy), PostgreSQL by binary COPY into a table of the session
 * and INSERT … ON CONFLICT, committed synchronously. Requests are encoded beforehand. CPU time is that of the server alone.
 *
 * Arguments: the launcher, then series, steps and rounds. Peers that are not installed are left out.
 */
final class LivePeers {
    private static final int WRITERS = 4;
    private static final int SERIES_A_BATCH = 250;
    private static final int STEPS_A_BATCH = 60;

    interface Maker {
        Peer make(Path folder) throws Exception;
    }

    record Result(double samplesPerS, double cpuSPerMillion, double bytesPerSample, double mb) {}

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ROOT);
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 4_000;
        int steps = args.length > 2 ? Integer.parseInt(args[2]) : 1_800;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        var makers = new ArrayList<Maker>();
        makers.add(folder -> new NegawattPeer(args[0], folder));
        installed("/usr/bin/prometheus")
                .ifPresent(it -> makers.add(folder -> new RemoteWritePeer("prometheus", it, folder)));
        installed("/usr/bin/victoria-metrics")
                .ifPresent(it -> makers.add(folder -> new RemoteWritePeer("victoria-metrics", it, folder)));
        PostgresPeer.bin().ifPresent(it -> makers.add(folder -> new PostgresPeer(it, folder)));
        var results = new TreeMap<String, List<Result>>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < makers.size(); i++) {
                var folder = Files.createTempDirectory("negawatt-peers");
                try (var peer = makers.get((i + round) % makers.size()).make(folder)) {
                    var result = measure(peer, series, steps);
                    results.computeIfAbsent(peer.name(), _ -> new ArrayList<>()).add(result);
                    System.out.printf("round %d  %s%n", round + 1, row(peer.name(), result));
                } finally {
                    Machine.delete(folder);
                }
            }
        }
        System.out.printf("%nmedian of %d rounds, %,d series x %,d steps%n", rounds, series, steps);
        System.out.println("| server | samples/s | CPU s a million | B a sample on disk | most resident MB |");
        System.out.println("|---|---|---|---|---|");
        results.forEach((name, all) -> System.out.println(row(name, median(all))));
    }

    private static String row(String name, Result it) {
        return "| %s | %,.0f | %.2f | %.2f | %.0f |"
                .formatted(name, it.samplesPerS(), it.cpuSPerMillion(), it.bytesPerSample(), it.mb());
    }

    private static Result median(List<Result> all) {
        return new Result(
                median(all.stream().mapToDouble(Result::samplesPerS).toArray()),
                median(all.stream().mapToDouble(Result::cpuSPerMillion).toArray()),
                median(all.stream().mapToDouble(Result::bytesPerSample).toArray()),
                median(all.stream().mapToDouble(Result::mb).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    private static Optional<Path> installed(String program) {
        return Optional.of(Path.of(program)).filter(Files::isExecutable);
    }

    private static Result measure(Peer peer, int series, int steps) throws Exception {
        var writers = new ArrayList<Callable<Void>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            writers.add(peer.writer(batches(writer, series / WRITERS, steps)));
        }
        var ready = new CountDownLatch(1);
        double cpuS = Machine.cpuS(peer.processes());
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            var writing = new ArrayList<Future<Void>>();
            for (var writer : writers) {
                writing.add(pool.submit(() -> {
                    ready.await();
                    return writer.call();
                }));
            }
            long began = System.nanoTime();
            ready.countDown();
            for (var one : writing) {
                one.get();
            }
            double elapsedS = (System.nanoTime() - began) * 1e-9;
            double usedS = Machine.cpuS(peer.processes()) - cpuS;
            double mb = Machine.memoryMb(peer.processes());
            double samples = series / WRITERS * WRITERS * (double) steps;
            return new Result(samples / elapsedS, usedS / samples * 1e6, peer.stop() / samples, mb);
        }
    }

    private static List<Batch> batches(int writer, int series, int steps) {
        long startMs = (System.currentTimeMillis() / 60_000 - 40) * 60_000;
        var random = new SplittableRandom(writer);
        var watts = new double[series];
        Arrays.fill(watts, 300);
        var batches = new ArrayList<Batch>();
        for (int step = 0; step < steps; step += STEPS_A_BATCH) {
            var times = new long[Math.min(STEPS_A_BATCH, steps - step)];
            for (int i = 0; i < times.length; i++) {
                times[i] = startMs + (step + i + 1) * 1_000L;
            }
            for (int first = 0; first < series; first += SERIES_A_BATCH) {
                var columns = new ArrayList<Column>();
                for (int s = first; s < Math.min(series, first + SERIES_A_BATCH); s++) {
                    columns.add(column(writer, s, times, watts, random));
                }
                batches.add(new Batch("writer-" + writer, 1, batches.size(), columns, List.of()));
            }
        }
        return batches;
    }

    private static Column column(int writer, int s, long[] times, double[] watts, SplittableRandom random) {
        var values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            watts[s] = Math.max(60, watts[s] + (random.nextDouble() - 0.5) * 4);
            values[i] = Math.round(watts[s] * 10) / 10.0;
        }
        var labels = Map.of(
                "node",
                "n" + (writer * watts.length + s) / 8,
                "channel",
                "gpu" + (writer * watts.length + s) % 8,
                "component",
                "compute",
                "tier",
                "counter");
        return new Column(Series.of("power", Measure.POWER, "W", 1_000, labels), times, values);
    }
}
