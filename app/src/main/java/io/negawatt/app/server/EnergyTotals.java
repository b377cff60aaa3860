package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What every meter's series has used since this began to count. Samples of the last minutes are summed up anew each time, so that
 * those that come late count; the sum of what is older stays. Not thread-safe.
 */
final class EnergyTotals {
    private static final long STEP_MS = 1_000;

    /** How late a sample may come and still count. */
    private static final long LATE_MS = 300_000;

    private static final long MOST_AT_ONCE_MS = 3_600_000;
    private static final double MICRO = 1e6;

    private final LiveStore live;
    private final Map<Series, Total> totals = new TreeMap<>(Series.ORDER);
    private long settledMs;

    /** The total of a series. */
    static final class Total {
        private final Series series;
        private final long startMs;
        private long settledMicro;
        private long openMicro;
        private long toldMicro;

        private Total(Series series, long startMs) {
            this.series = series;
            this.startMs = startMs;
        }

        Series series() {
            return series;
        }

        /** {@return since when it counts, in ms since 1970} */
        long startMs() {
            return startMs;
        }

        /** {@return energy in J; never less than what it said before} */
        double joules() {
            toldMicro = Math.max(toldMicro, settledMicro + openMicro);
            return toldMicro / MICRO;
        }
    }

    EnergyTotals(LiveStore live, long nowMs) {
        this.live = live;
        this.settledMs = Math.floorDiv(nowMs, STEP_MS) * STEP_MS;
    }

    /** {@return the totals up to now, of series in order} */
    Collection<Total> upTo(long nowMs) throws IOException {
        long settle = Math.floorDiv(nowMs - LATE_MS, STEP_MS) * STEP_MS;
        while (settledMs < settle) {
            long toMs = Math.min(settle, settledMs + MOST_AT_ONCE_MS);
            sum(new Window(settledMs, toMs, STEP_MS), true);
            settledMs = toMs;
        }
        totals.values().forEach(it -> it.openMicro = 0);
        sum(new Window(settledMs, Math.max(nowMs, settledMs) + STEP_MS, STEP_MS), false);
        return totals.values();
    }

    private void sum(Window window, boolean settled) throws IOException {
        for (String metric : Names.METERED) {
            live.range(
                    new Selection(Optional.empty(), Optional.of(metric), List.of()),
                    window,
                    steps -> add(steps, settled));
        }
    }

    private void add(SeriesSteps steps, boolean settled) {
        long micro = 0;
        for (int i = 0; i < steps.window().steps(); i++) {
            micro += steps.amountMicro(i);
        }
        var total = totals.computeIfAbsent(
                steps.series(), it -> new Total(it, steps.window().fromMs()));
        if (settled) {
            total.settledMicro += micro;
        } else {
            total.openMicro = micro;
        }
    }
}
