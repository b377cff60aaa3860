package io.negawatt.app.server;

import io.negawatt.app.live.Window;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.forecast.Reach;
import io.negawatt.plan.forecast.Schedule;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.signal.Series;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What power will be, from what it was in the last weeks: the best of a few quick forecasters over the last days, with the range
 * of its past errors. A forecast is kept until the next step of its grid; that too little is known is not, since the past may come in
 * late. Thread-safe.
 */
public final class Forecasting {
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final int SLOTS_A_DAY = 48;
    private static final int HISTORY_DAYS = 28;
    private static final int LEAST_DAYS = 3;
    private static final int ISSUES_A_DAY = 4;
    private static final int MOST_KEPT = 64;
    private static final List<String> QUICK = List.of("yesterday", "last-week", "climatology");

    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    /** A forecast with its 90 % range. */
    public record Band(Instant from, double stepS, List<Double> low, List<Double> mid, List<Double> high) {}

    /** What was: power in the steps of a window, in W; NaN where there is no figure. */
    public interface Past {
        double[] watts() throws IOException;
    }

    private record Kept(long issuedMs, int steps, Optional<Band> band) {}

    /** {@return the time whose power a forecast wants to know} */
    public static Window window(Instant now) {
        long stepMs = STEP.toMillis();
        long endMs = Math.floorDiv(now.toEpochMilli(), stepMs) * stepMs;
        return new Window(endMs - HISTORY_DAYS * SLOTS_A_DAY * stepMs, endMs, stepMs);
    }

    /**
     * {@return the forecast from the end of the window on; empty where too little is known}
     *
     * @param key tells series apart
     * @param past power in the steps of the window, asked for where no forecast is kept
     */
    public Optional<Band> of(String key, Window window, Past past, ZoneId clock, Duration ahead) throws IOException {
        int steps = (int) Math.ceilDiv(ahead.toMillis(), window.stepMs());
        var before = kept.get(key);
        if (before != null && before.issuedMs() == window.toMs() && before.steps() == steps) {
            return before.band();
        }
        var band = forecast(window, past.watts(), clock, steps);
        if (kept.size() >= MOST_KEPT) {
            kept.clear();
        }
        if (band.isPresent()) {
            kept.put(key, new Kept(window.toMs(), steps, band));
        }
        return band;
    }

    private static Optional<Band> forecast(Window window, double[] watts, ZoneId clock, int steps) {
        int first = firstKnown(watts);
        int size = watts.length - first;
        if (size < LEAST_DAYS * SLOTS_A_DAY) {
            return Optional.empty();
        }
        var series = Series.of(
                Instant.ofEpochMilli(window.startMs(first)),
                STEP,
                java.util.Arrays.copyOfRange(watts, first, watts.length));
        var source = Source.of(series, List.of(), clock, Holidays.NONE);
        int every = SLOTS_A_DAY / ISSUES_A_DAY;
        int scored = size / 3 / every * every;
        var schedule = new Schedule(size - scored, size + 1, every, ISSUES_A_DAY);
        var test = Backtest.run(
                source,
                new Reach(0, steps),
                schedule,
                QUICK.stream().map(Forecasters::named).toList());
        return test.results().isEmpty()
                ? Optional.empty()
                : Optional.of(band(window, test.best().issues().getLast()));
    }

    private static int firstKnown(double[] watts) {
        int first = 0;
        while (first < watts.length && Double.isNaN(watts[first])) {
            first++;
        }
        return first;
    }

    private static Band band(Window window, Quantiles quantiles) {
        var low = new ArrayList<Double>();
        var mid = new ArrayList<Double>();
        var high = new ArrayList<Double>();
        for (double[] step : quantiles.values()) {
            low.add(Math.max(0, step[Quantiles.LOW]));
            mid.add(Math.max(0, step[Quantiles.MIDDLE]));
            high.add(Math.max(0, step[Quantiles.HIGH]));
        }
        return new Band(
                Instant.ofEpochMilli(window.toMs()),
                STEP.toMillis() / 1e3,
                List.copyOf(low),
                List.copyOf(mid),
                List.copyOf(high));
    }
}
