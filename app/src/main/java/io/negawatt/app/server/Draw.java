package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The power of a series at this moment: its mean over the last step that has figures for half of its length.
 *
 * @param watts power in W
 * @param atMs end of that step, in ms since 1970
 */
record Draw(Series series, double watts, long atMs) {
    /** How far back a step may lie; what is older is silence. */
    private static final long BACK_MS = 90_000;

    private static final long STEP_MS = 5_000;

    /** {@return draws of every series of the metrics that is not silent} */
    static List<Draw> now(LiveStore live, Optional<String> tenant, List<String> metrics, long nowMs)
            throws IOException {
        var draws = new ArrayList<Draw>();
        var window = new Window(nowMs - BACK_MS, nowMs, STEP_MS);
        for (var metric : metrics) {
            live.range(
                    new Selection(tenant, Optional.of(metric), List.of()),
                    window,
                    steps -> last(steps).ifPresent(draws::add));
        }
        return draws;
    }

    private static Optional<Draw> last(SeriesSteps steps) {
        for (int i = steps.window().steps() - 1; i >= 0; i--) {
            if (2 * steps.coveredMs(i) >= STEP_MS) {
                return Optional.of(
                        new Draw(steps.series(), steps.meanW(i), steps.window().startMs(i) + STEP_MS));
            }
        }
        return Optional.empty();
    }

    /** {@return the label of the series; empty where it has none} */
    String label(String name) {
        return Names.label(series, name).orElse("");
    }
}
