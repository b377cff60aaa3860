package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PartsTest {

    private static Batch batch(int series, int gaps) {
        var columns = new ArrayList<Column>();
        var gone = new ArrayList<SeriesGap>();
        for (int i = 0; i < series; i++) {
            var name = Series.of("energy", Measure.USE, "J", 1_000, Map.of("channel", "c" + i));
            columns.add(Sampled.seconds(Sampled.START_MS, 7).getFirst().of(name));
        }
        for (int i = 0; i < gaps; i++) {
            gone.add(new SeriesGap(
                    Sampled.SERIES, 1_000L * i, 1_000L * i + 500, OptionalDouble.of(3), Message.of("agent.delivers")));
        }
        return new Batch("n1", 1_700_000_000_000L, 12, columns, gone);
    }

    private static List<Batch> leaves(Batch batch) {
        if (!Parts.isDivisible(batch)) {
            return List.of(batch);
        }
        var leaves = new ArrayList<Batch>();
        Parts.halves(batch).forEach(it -> leaves.addAll(leaves(it)));
        return leaves;
    }

    @Test
    void parts_together_tell_the_same_and_have_numbers_of_their_own() throws IOException {
        for (var batch : List.of(batch(1, 0), batch(5, 0), batch(0, 3), batch(1, 1), batch(4, 9))) {
            var leaves = leaves(batch);
            assertThat(leaves).allMatch(it -> it.samples() + it.gaps().size() == 1);
            var numbers = new HashSet<Long>();
            assertThat(leaves).allMatch(it -> numbers.add(it.sequence()) && it.epoch() != batch.epoch());
            assertThat(leaves(batch)).isEqualTo(leaves);
            var whole = new MemoryStore();
            whole.append(batch);
            var parts = new MemoryStore();
            leaves.forEach(parts::append);
            long end = Sampled.START_MS + 60_000;
            assertThat(Sampled.storedJ(parts, Sampled.START_MS, end))
                    .isEqualTo(Sampled.storedJ(whole, Sampled.START_MS, end));
            assertThat(parts.gaps(io.negawatt.app.live.Selection.ALL, 0, end))
                    .isEqualTo(whole.gaps(io.negawatt.app.live.Selection.ALL, 0, end));
        }
    }
}
