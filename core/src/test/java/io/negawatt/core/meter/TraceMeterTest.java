package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceMeterTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    @TempDir
    Path root;

    private Discovery discover(String csv, Map<String, String> more) {
        var tree = new FixtureTree(root, "").write("trace.csv", csv);
        var settings = new HashMap<>(more);
        settings.put("trace.file", tree.path("trace.csv").toString());
        return TraceMeter.KIND.discover().apply(tree.host(settings));
    }

    /** However it is polled, the sum is that of the trace. */
    @Test
    void theSumIsThatOfTheTrace() {
        for (long periodMs : new long[] {100, 300, 1000, 2000, 6000}) {
            try (var meter = MeterFixtures.found(discover("t_s,a_W\n0,100\n2,300\n4,300\n6,0\n", Map.of()))) {
                var contract = new ReadingsContract(meter, START);
                for (long ms = periodMs; ms <= 6000; ms += periodMs) {
                    contract.poll(START.plusMillis(ms));
                }
                assertThat(contract.usedJ(0)).as("polled every %d ms", periodMs).isCloseTo(1300, Offset.offset(1e-6));
            }
        }
    }

    @Test
    void gapsAndTheEndOfTheTraceAreGaps() {
        try (var meter = MeterFixtures.found(discover("t_s,a_W\n0,100\n1,100\n2,\n3,100\n4,100\n", Map.of()))) {
            var contract = new ReadingsContract(meter, START);
            assertThat(contract.poll(START.plusSeconds(1)).getFirst()).isInstanceOf(Reading.Used.class);
            assertThat(contract.poll(START.plusSeconds(2)).getFirst()).isInstanceOf(Reading.Gap.class);
            assertThat(contract.poll(START.plusSeconds(3)).getFirst()).isInstanceOf(Reading.Gap.class);
            assertThat(contract.poll(START.plusSeconds(4)).getFirst()).isInstanceOf(Reading.Used.class);
            var end = (Reading.Gap) contract.poll(START.plusSeconds(5)).getFirst();
            assertThat(end.reason().key()).isEqualTo("meter.gap.trace.end");
        }
    }

    @Test
    void theScopeIsASetting() {
        try (var meter = MeterFixtures.found(discover("t_s,a_W\n0,1\n1,1\n", Map.of("trace.scope", "device")))) {
            assertThat(meter.channels().getFirst().scope()).isEqualTo(Scope.DEVICE);
        }
        assertThatThrownBy(() -> discover("t_s,a_W\n0,1\n1,1\n", Map.of("trace.scope", "planet")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("planet");
    }

    @Test
    void itIsThereOnlyWhereItIsSet() {
        assertThat(TraceMeter.KIND.discover().apply(new Host(root, Map.of()))).isInstanceOf(Discovery.Absent.class);
    }
}
