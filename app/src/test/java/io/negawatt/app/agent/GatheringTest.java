package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.run.RunClock;
import io.negawatt.core.meter.Meter;
import io.negawatt.core.meter.Meters;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.TraceMeter;
import io.negawatt.core.series.TraceOptions;
import io.negawatt.core.series.TraceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatheringTest {
    private static final Instant START = Instant.parse("2024-03-31T00:30:00Z");
    private static final int SECONDS = 600;

    /** The first sample after a minute without any says nothing of the second before it. */
    private static final int GAP_S = 61;

    @TempDir
    private Path folder;

    private long nanos;
    private Duration wallOff = Duration.ZERO;

    /** 100 W for ten minutes, but nothing known from second 120 to 180. */
    private Meter meter() throws IOException {
        var csv = new StringBuilder("t_s,node_W\n");
        for (int i = 0; i <= SECONDS; i++) {
            csv.append(i).append(',').append(i > 120 && i <= 180 ? "" : "100").append('\n');
        }
        var file = folder.resolve("trace.csv");
        Files.writeString(file, csv);
        return new TraceMeter(TraceReader.read(file, TraceOptions.guessed()), Scope.NODE);
    }

    private Gathering gathering() throws IOException {
        return new Gathering(Meters.select(List.of(meter())), "n1", Duration.ofSeconds(1));
    }

    private static double joules(List<Column> columns) {
        return columns.stream()
                .flatMapToDouble(it -> Arrays.stream(it.values()))
                .filter(it -> !Double.isNaN(it))
                .sum();
    }

    @Test
    void energy_is_integrated_on_time_that_never_steps() throws IOException {
        var clock = new RunClock(() -> START.plusNanos(nanos).plus(wallOff), () -> nanos);
        var gathering = gathering();
        gathering.start(clock.instant());
        double joules = 0;
        for (int second = 1; second <= SECONDS; second++) {
            nanos += 1_000_000_000;
            // NTP sets the wall clock by an hour, back again, and by ten minutes; a leap second is smeared.
            wallOff = second < 200
                    ? Duration.ofMillis(second)
                    : second < 300 ? Duration.ofHours(1) : second < 400 ? Duration.ofHours(-1) : Duration.ofMinutes(10);
            gathering.poll(clock.instant());
            if (second % 5 == 0) {
                var columns = gathering.takeColumns();
                joules += joules(columns);
                assertThat(columns).singleElement().satisfies(it -> {
                    assertThat(it.series().measure()).isEqualTo(Measure.USE);
                    assertThat(it.series().periodMs()).isEqualTo(1_000);
                });
            }
        }
        double knownS = SECONDS - GAP_S;
        assertThat(joules).isCloseTo(100 * knownS, within(100 * knownS / 1000));
    }

    @Test
    void what_a_meter_does_not_know_is_a_gap_with_its_reason() throws IOException {
        var gathering = gathering();
        gathering.start(START);
        for (int second = 1; second <= 300; second++) {
            gathering.poll(START.plusSeconds(second));
        }
        var gaps = gathering.takeGaps();
        assertThat(gaps.stream().map(it -> it.toMs() - it.fromMs())).containsExactly(60_000L, 1_000L);
        assertThat(gaps).allMatch(it -> it.amount().isEmpty());
        assertThat(gaps.stream().map(it -> it.reason().toString()).distinct()).hasSize(2);
        assertThat(gathering.takeGaps()).isEmpty();
        var column = gathering.takeColumns().getFirst();
        assertThat(Arrays.stream(column.values()).filter(Double::isNaN).count()).isEqualTo(GAP_S);
        assertThat(gathering.takeColumns()).isEmpty();
    }

    @Test
    void polls_within_one_millisecond_lose_no_energy() throws IOException {
        var gathering = gathering();
        gathering.start(START);
        for (int i = 1; i <= 10_000; i++) {
            gathering.poll(START.plusNanos(100_000L * i));
        }
        assertThat(joules(gathering.takeColumns())).isCloseTo(100, within(1e-6));
    }
}
