package io.negawatt.plan.forecast;

import io.negawatt.plan.signal.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Series whose next values are known by construction. */
final class Samples {
    static final Instant START = Instant.parse("2023-01-02T00:00:00Z");

    private Samples() {}

    static Source hourly(int count, IntToDoubleFunction value) {
        return source(Duration.ofHours(1), count, value);
    }

    static Source source(Duration step, int count, IntToDoubleFunction value) {
        var values = IntStream.range(0, count).mapToDouble(value).toArray();
        return Source.of(Series.of(START, step, values), List.of(), java.time.ZoneId.of("UTC"), Holidays.NONE);
    }

    /** A day's wave, quieter weekends and noise that lasts some hours. */
    static Source wave(int days, long seed) {
        var random = new Random(seed);
        double[] noise = new double[1];
        return hourly(days * 24, i -> {
            noise[0] = 0.9 * noise[0] + random.nextGaussian();
            double weekend = i / 24 % 7 >= 5 ? -10 : 0;
            return 100 + 20 * Math.sin(2 * Math.PI * i / 24) + weekend + 2 * noise[0];
        });
    }
}
