package io.negawatt.bench;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.EmbeddedStore;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.Matcher;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.StoreSettings;
import io.negawatt.app.live.Window;
import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What the embedded live store takes: 4,000 series of 1,800 steps from four writers, each batch durable before the next is sent, with
 * questions meanwhile. Batches are made beforehand, as the bytes that come over the wire.
 */
public final class LiveStoreCost {
    private static final int SERIES = 4_000;
    private static final int STEPS = 1_800;
    private static final int WRITERS = 4;
    private static final long STEP_MS = 1_000;
    private static final long SAMPLES = (long) SERIES * STEPS;
    private static final int ROUNDS = 3;

    private LiveStoreCost() {}

    public static void main(String[] args) throws IOException, InterruptedException, ExecutionException {
        int stepsABatch = args.length > 0 ? Integer.parseInt(args[0]) : 60;
        int seriesABatch = args.length > 1 ? Integer.parseInt(args[1]) : 250;
        var folder = Files.createTempDirectory(Path.of(args.length > 2 ? args[2] : "/tmp"), "negawatt-live");
        long startMs = (InstantSource.system().millis() / 3_600_000 - 1) * 3_600_000;
        var prepared = new ArrayList<List<byte[]>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            prepared.add(batches(writer, startMs, stepsABatch, seriesABatch));
        }
        long wire = prepared.stream()
                .flatMap(List::stream)
                .mapToLong(it -> it.length)
                .sum();
        System.out.printf(
                "batches of %d series x %d steps: %.2f B a sample on the wire%n",
                seriesABatch, stepsABatch, (double) wire / SAMPLES);
        double bareS = 0;
        double storeS = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bareS += bareLog(folder.resolve("bare"), prepared);
            storeS += store(folder.resolve("store" + round), prepared, startMs);
        }
        System.out.printf(
                "store over bare log: %.3f x the samples/s (%,.0f over %,.0f, %d rounds)%n",
                bareS / storeS, ROUNDS * SAMPLES / storeS, ROUNDS * SAMPLES / bareS, ROUNDS);
        Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(it -> it.startsWith("VmHWM") || it.startsWith("VmRSS"))
                .forEach(System.out::println);
        delete(folder);
    }

    /** The same bytes written to a file by one thread and forced for four batches at a time; {@return the seconds it takes} */
    private static double bareLog(Path file, List<List<byte[]>> prepared) throws IOException {
        long began = System.nanoTime();
        try (var log = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < prepared.getFirst().size(); i++) {
                for (var batches : prepared) {
                    log.write(ByteBuffer.wrap(batches.get(i)));
                }
                log.force(false);
            }
        }
        return (System.nanoTime() - began) * 1e-9;
    }

    /** {@return the seconds that the store takes for all samples} */
    private static double store(Path folder, List<List<byte[]>> prepared, long startMs)
            throws IOException, InterruptedException, ExecutionException {
        double elapsedS;
        try (var store = EmbeddedStore.open(Disk.LOCAL, folder, StoreSettings.DEFAULT, InstantSource.system())) {
            elapsedS = measure(store, prepared);
        }
        long began = System.nanoTime();
        try (var store = EmbeddedStore.open(folder)) {
            System.out.printf(
                    "on disk once sorted: %.2f B a sample; opened again in %.3f s%n",
                    (double) size(folder) / SAMPLES, (System.nanoTime() - began) * 1e-9);
            questions(store, startMs);
        }
        return elapsedS;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<byte[]> batches(int writer, long startMs, int steps, int series) {
        var random = new SplittableRandom(writer);
        var watts = new double[SERIES / WRITERS];
        Arrays.fill(watts, 300);
        var batches = new ArrayList<byte[]>();
        long sequence = 0;
        for (int step = 0; step < STEPS; step += steps) {
            var times = new long[Math.min(steps, STEPS - step)];
            for (int i = 0; i < times.length; i++) {
                times[i] = startMs + (step + i + 1) * STEP_MS;
            }
            for (int first = 0; first < watts.length; first += series) {
                var columns = new ArrayList<Column>();
                for (int device = first; device < Math.min(first + series, watts.length); device++) {
                    columns.add(column(writer, device, times, watts, random));
                }
                batches.add(BatchCodec.encode(new Batch("agent-" + writer, 1, sequence++, columns, List.of())));
            }
        }
        return batches;
    }

    /** A load that jumps now and then, and noise of 3 W that a meter tells to a tenth of a watt. */
    private static Column column(int writer, int device, long[] times, double[] watts, SplittableRandom random) {
        var values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            if (random.nextInt(120) == 0) {
                watts[device] = 60 + random.nextInt(640);
            }
            values[i] = Math.rint(10 * (watts[device] + 3 * random.nextGaussian())) / 10;
        }
        var series = Series.of(
                "power",
                Measure.POWER,
                "W",
                STEP_MS,
                Map.of(
                        "host",
                        "node-%02d-%03d".formatted(writer, device / 8),
                        "gpu",
                        Integer.toString(device % 8),
                        "component",
                        "compute"));
        return new Column(series, times, values);
    }

    private static double measure(EmbeddedStore store, List<List<byte[]>> prepared)
            throws InterruptedException, ExecutionException {
        var done = new AtomicBoolean();
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var upkeep = threads.submit(() -> {
                while (!done.get()) {
                    if (store.upkeepIsUrgent()) {
                        store.upkeep();
                    }
                    Thread.sleep(5);
                }
                return 0;
            });
            var asked = threads.submit(() -> ask(store, done));
            long cpu = cpuNanos();
            long began = System.nanoTime();
            var writers = new ArrayList<Future<?>>();
            for (var batches : prepared) {
                writers.add(threads.submit(() -> {
                    for (byte[] batch : batches) {
                        store.append(BatchCodec.decode(batch));
                    }
                    return 0;
                }));
            }
            for (var writer : writers) {
                writer.get();
            }
            double elapsedS = (System.nanoTime() - began) * 1e-9;
            double cpuS = (cpuNanos() - cpu) * 1e-9;
            done.set(true);
            upkeep.get();
            System.out.printf(
                    "%,d samples in %.2f s: %,.0f samples/s, %.3f CPU s a million (questions and upkeep included),"
                            + " %.2f B a sample on disk%n",
                    SAMPLES,
                    elapsedS,
                    SAMPLES / elapsedS,
                    cpuS / SAMPLES * 1e6,
                    (double) store.status().bytes() / SAMPLES);
            var times = asked.get();
            System.out.printf(
                    "meanwhile %d questions: p50 %.1f ms, p95 %.1f ms%n",
                    times.length, part(times, 0.5), part(times, 0.95));
            return elapsedS;
        }
    }

    private static double[] ask(EmbeddedStore store, AtomicBoolean done) throws LiveException, InterruptedException {
        var times = new ArrayList<Double>();
        var random = new SplittableRandom(9);
        while (!done.get()) {
            long nowMs = InstantSource.system().millis();
            var selection = Selection.of(
                    "",
                    "power",
                    Matcher.is(
                            "host",
                            "node-%02d-%03d".formatted(random.nextInt(WRITERS), random.nextInt(SERIES / WRITERS / 8))));
            long began = System.nanoTime();
            store.range(selection, new Window(nowMs - 7_200_000, nowMs, 10_000), steps -> {});
            times.add((System.nanoTime() - began) * 1e-6);
            Thread.sleep(20);
        }
        return times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static void questions(EmbeddedStore store, long startMs) throws LiveException {
        var window = new Window(startMs, startMs + 3_600_000, 60_000);
        for (int round = 0; round < 3; round++) {
            long began = System.nanoTime();
            long[] total = new long[1];
            store.range(Selection.ALL, window, steps -> total[0] += steps.amountMicro(3));
            System.out.printf("every series by minute: %.3f s%n", (System.nanoTime() - began) * 1e-9);
        }
        long began = System.nanoTime();
        int latest = store.latest(Selection.ALL).size();
        System.out.printf("last samples of %d series: %.3f s%n", latest, (System.nanoTime() - began) * 1e-9);
    }

    private static double part(double[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (part * (sorted.length - 1))];
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }
}
