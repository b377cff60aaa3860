package io.negawatt.app.agent;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.Window;
import io.negawatt.app.store.FaultyDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Samples whose values follow from their time, so that a loss, a repetition and a wrong value all show in a sum. */
final class Sampled {
    static final Path FOLDER = Path.of("/spool");
    static final long START_MS = 1_700_000_000_000L;
    static final Series SERIES =
            Series.of(Names.ENERGY, Measure.USE, "J", 1_000, Map.of(Names.NODE, "n1", Names.CHANNEL, "package-0"));

    private Sampled() {}

    static double joules(long timeMs) {
        return 100 + Math.floorMod(timeMs / 1000, 97);
    }

    /** {@return samples of {@code count} seconds from {@code fromMs} on} */
    static List<Column> seconds(long fromMs, int count) {
        var timesMs = new long[count];
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            timesMs[i] = fromMs + 1000L * (i + 1);
            values[i] = joules(timesMs[i]);
        }
        return List.of(new Column(SERIES, timesMs, values));
    }

    static double joules(long fromMs, long toMs) {
        double sum = 0;
        for (long at = fromMs + 1000; at <= toMs; at += 1000) {
            sum += joules(at);
        }
        return sum;
    }

    /** {@return all that the store has of the series, gaps with a known amount included} */
    static double storedJ(LiveStore store, long fromMs, long toMs) throws IOException {
        var sum = new double[1];
        store.range(Selection.ALL, new Window(fromMs, toMs, 60_000), steps -> {
            for (int i = 0; i < steps.window().steps(); i++) {
                sum[0] += steps.amount(i);
            }
        });
        return sum[0];
    }

    static Spool open(FaultyDisk disk, long limitBytes, long nowMs) throws IOException {
        return Spool.open(disk, FOLDER, limitBytes, "n1", () -> Instant.ofEpochMilli(nowMs), _ -> {});
    }
}
