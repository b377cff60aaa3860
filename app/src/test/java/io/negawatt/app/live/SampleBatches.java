package io.negawatt.app.live;

import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/** Batches whose every value follows from series and time, so that loss, repetition and damage all show. */
final class SampleBatches {
    static final long START_MS = 1_763_769_600_000L;

    private SampleBatches() {}

    static Series power(int device) {
        return Series.of(
                "power",
                Measure.POWER,
                "W",
                1_000,
                Map.of("host", "node" + device / 8, "gpu", Integer.toString(device % 8)));
    }

    static Series energy(int device) {
        return Series.of("energy", Measure.COUNTER, "J", 1_000, Map.of("gpu", Integer.toString(device)));
    }

    /** {@return the power of a device in W: a load with steps of a minute, and noise with a tenth of a watt} */
    static double watts(int device, long timeMs) {
        long minute = Math.floorDiv(timeMs, 60_000);
        long load = mix(device * 31L + minute) % 6_000;
        long noise = mix(device * 131L + timeMs) % 64;
        return (load + noise) / 10.0;
    }

    /** {@return a number from 0 that looks drawn by chance} */
    static long mix(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (z ^ z >>> 31) >>> 1;
    }

    /** {@return a batch of some devices at 1 Hz} */
    static Batch steady(String source, long sequence, int firstDevice, int devices, long fromMs, int steps) {
        var times = new long[steps];
        for (int i = 0; i < steps; i++) {
            times[i] = fromMs + 1_000L * (i + 1);
        }
        var columns = new ArrayList<Column>();
        for (int device = firstDevice; device < firstDevice + devices; device++) {
            var values = new double[steps];
            for (int i = 0; i < steps; i++) {
                values[i] = watts(device, times[i]);
            }
            columns.add(new Column(power(device), times, values));
        }
        return new Batch(source, 1, sequence, columns, List.of());
    }

    /** {@return a batch of any shape near a time} */
    static Batch random(RandomGenerator random, String source, long sequence, long aroundMs) {
        var columns = new ArrayList<Column>();
        int count = random.nextInt(1, 5);
        int first = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            boolean counter = random.nextInt(4) == 0;
            columns.add(randomColumn(random, counter ? energy(first + i) : power(first + i), aroundMs));
        }
        var gaps = new ArrayList<SeriesGap>();
        if (random.nextInt(10) == 0) {
            long fromMs = aroundMs + random.nextInt(100_000);
            var amount = random.nextBoolean() ? OptionalDouble.of(random.nextInt(1_000)) : OptionalDouble.empty();
            gaps.add(new SeriesGap(
                    power(first),
                    fromMs,
                    fromMs + 1 + random.nextInt(100_000),
                    amount,
                    Message.of("store.gap.journal")));
        }
        return new Batch(source, 1, sequence, columns, gaps);
    }

    private static Column randomColumn(RandomGenerator random, Series series, long aroundMs) {
        int steps = random.nextInt(1, 40);
        var times = new long[steps];
        var values = new double[steps];
        long at = aroundMs + random.nextInt(60_000);
        for (int i = 0; i < steps; i++) {
            at += random.nextInt(5) == 0 ? 1 + random.nextInt(5_000) : 1_000;
            times[i] = at;
            boolean hole = random.nextInt(50) == 0;
            values[i] = hole
                    ? Double.NaN
                    : series.measure() == Measure.COUNTER ? at / 100 % 1_000_000 / 10.0 : watts(1, at);
        }
        return new Column(series, times, values);
    }
}
