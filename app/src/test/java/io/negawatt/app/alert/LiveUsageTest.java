package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.Window;
import io.negawatt.app.store.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveUsageTest {
    private static final long START = 1_700_000_100_000L;
    private static final Window WINDOW = new Window(START, START + 600_000, 60_000);

    @TempDir
    private Path home;

    private final MemoryStore live = new MemoryStore();
    private long sequence;

    /** 10 J a second for ten minutes; {@code missing} seconds at the end have no sample. */
    private void series(String tenant, String metric, int missing, Map<String, String> labels) throws IOException {
        int count = 600 - missing;
        var timesMs = new long[count];
        var values = new double[count];
        Arrays.setAll(timesMs, i -> START + 1_000L * (i + 1));
        Arrays.fill(values, 10);
        var series = new Series(tenant, metric, Measure.USE, "J", 1_000, new TreeMap<>(labels));
        live.append(new Batch("n1", 1, sequence++, List.of(new Column(series, timesMs, values)), List.of()));
    }

    private static Map<String, String> meter(String node, String component) {
        return Map.of(Names.NODE, node, Names.CHANNEL, component, Names.COMPONENT, component);
    }

    private Usage.Steps used(Optional<String> tenant, Map<String, String> labels) throws IOException {
        var usage = new LiveUsage(live, new RunWork(Ledger.of(home), _ -> {}), () -> 1.5);
        return usage.over(new Usage.Whose(tenant, labels), WINDOW, WINDOW.toMs());
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    @Test
    void meters_count_once_with_the_cooling_that_their_pue_says() throws IOException {
        series("a", Names.ENERGY, 0, meter("n1", "compute"));
        var part = new TreeMap<>(meter("n1", "store"));
        part.put(Names.PARENT, "compute");
        series("a", Names.ENERGY, 0, part);
        series("b", Names.ENERGY, 0, meter("n2", "compute"));

        assertThat(sum(used(Optional.empty(), Map.of()).energyJ())).isCloseTo(2 * 6_000 * 1.5, within(1e-6));
        assertThat(sum(used(Optional.of("a"), Map.of()).energyJ())).isCloseTo(6_000 * 1.5, within(1e-6));
        assertThat(sum(used(Optional.empty(), Map.of(Names.NODE, "n2")).energyJ()))
                .isCloseTo(9_000, within(1e-6));
    }

    @Test
    void a_cooling_meter_is_believed_before_the_pue() throws IOException {
        series("a", Names.ENERGY, 0, meter("n1", "compute"));
        series("a", Names.ENERGY, 0, meter("n1", "cooling"));
        assertThat(sum(used(Optional.empty(), Map.of()).energyJ())).isCloseTo(12_000, within(1e-6));
    }

    @Test
    void a_job_and_a_tenant_without_meters_used_what_was_attributed() throws IOException {
        series("", Names.ENERGY, 0, meter("n1", "compute"));
        series("a", Names.ATTRIBUTED, 300, Map.of(Names.NODE, "n1", Names.COMPONENT, "compute", Names.JOB, "j1"));
        assertThat(sum(used(Optional.of("a"), Map.of()).energyJ())).isCloseTo(3_000 * 1.5, within(1e-6));
        assertThat(sum(used(Optional.empty(), Map.of(Names.JOB, "j1")).energyJ()))
                .isCloseTo(4_500, within(1e-6));
        assertThat(sum(used(Optional.empty(), Map.of(Names.JOB, "j2")).energyJ()))
                .isZero();
    }

    @Test
    void silence_is_expected_and_not_covered() throws IOException {
        series("a", Names.ENERGY, 150, meter("n1", "compute"));
        var steps = used(Optional.empty(), Map.of());
        assertThat(sum(steps.expectedS())).isCloseTo(600, within(1e-9));
        assertThat(sum(steps.coveredS())).isCloseTo(450, within(1e-9));
    }
}
