package io.negawatt.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.negawatt.core.units.Energy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Metered training runs of MLPerf Training v4.0, whose energy was published beside their power traces. */
class ReferenceTraceTest {
    private static final Optional<Path> DATA =
            Optional.ofNullable(System.getenv("NEGAWATT_REFERENCE_DATA")).map(Path::of);

    @BeforeEach
    void needsTheReferenceData() {
        assumeTrue(DATA.isPresent(), "NEGAWATT_REFERENCE_DATA is not set to the folder of the reference data");
    }

    @Test
    void theClusterThatTrainedGpt3Used415kWh() {
        var options = TraceOptions.guessed()
                .withTime("t_s")
                .withWatts(List.of("mean_node_W"))
                .withNodes(64);
        var trace = TraceReader.read(file("gpt3_64x8H100_ac_cluster_2s.csv"), options);
        var total = trace.total(trace.columns().getFirst());

        assertThat(new Energy(total.energyJ()).kilowattHours()).isCloseTo(415.2, Percentage.withPercentage(0.1));
        assertThat(total.gapS()).isZero();
    }

    /**
     * The trace starts before the run and ends after it, so its row is found first: of the metered runs (AC side, one node of
     * 8 GPUs) only one has the trace's highest power, 7,350 W. The run ends where the load does, at the last sample above
     * 5 kW, and begins its published length before that. The samples inside are then as many as published, and the mean
     * power is the published one to 0.05 %, which no other row meets: a second sign that it is this row.
     */
    @Test
    void theFineTuningRunAgreesWithItsPublishedEnergy() throws IOException {
        var trace = TraceReader.read(file("llama2_70b_lora_1x8H100_ac.csv"), TraceOptions.guessed());
        var row = publishedRun(trace.columns().getFirst().largest());
        double lengthS = Double.parseDouble(row.getField("run_seconds"));
        double endS = endOfLoadS(trace);

        double energyJ = energyBetween(trace, endS - lengthS, endS);

        assertThat(row.getField("run")).isEqualTo("result_5027-240510020224961918558_5");
        assertThat(samplesBetween(trace, endS - lengthS, endS))
                .isCloseTo(Integer.parseInt(row.getField("samples")), within(1));
        assertThat(energyJ / lengthS)
                .isCloseTo(Double.parseDouble(row.getField("mean_node_power_W")), Percentage.withPercentage(0.05));
        assertThat(energyJ / 1e6)
                .isCloseTo(Double.parseDouble(row.getField("node_energy_MJ")), Percentage.withPercentage(0.5));
    }

    private static Path file(String name) {
        return DATA.orElseThrow().resolve("llm").resolve(name);
    }

    private static NamedCsvRecord publishedRun(double largestW) throws IOException {
        try (var csv = CsvReader.builder().ofNamedCsvRecord(file("mlperf_training_v4.0_power.csv"))) {
            var found = csv.stream()
                    .filter(row -> row.getField("variant").equals("smc-ac-power")
                            && row.getField("benchmark").equals("llama2_70b_lora")
                            && row.getField("nodes_logged").equals("1")
                            && Double.parseDouble(row.getField("max_node_power_W")) == largestW)
                    .toList();
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private static double endOfLoadS(Trace trace) {
        for (int i = trace.size() - 1; i >= 0; i--) {
            if (trace.columns().getFirst().value(i) > 5000) {
                return trace.timeNs(i) * 1e-9;
            }
        }
        throw new AssertionError("the trace has no load");
    }

    private static int samplesBetween(Trace trace, double fromS, double toS) {
        int samples = 0;
        for (int i = 0; i < trace.size(); i++) {
            double timeS = trace.timeNs(i) * 1e-9;
            samples += timeS >= fromS && timeS <= toS ? 1 : 0;
        }
        return samples;
    }

    /** The energy between two times: whole steps, and of the first and last step the part inside. */
    private static double energyBetween(Trace trace, double fromS, double toS) {
        double energyJ = 0;
        int i = 0;
        for (var reading : trace.readings(trace.columns().getFirst(), Instant.EPOCH)) {
            double startS = trace.timeNs(i++) * 1e-9;
            double endS = trace.timeNs(i) * 1e-9;
            double insideS = Math.min(endS, toS) - Math.max(startS, fromS);
            if (insideS > 0) {
                assertThat(reading).isInstanceOf(Reading.Used.class);
                energyJ += ((Reading.Used) reading).energy().joules() * insideS / (endS - startS);
            }
        }
        return energyJ;
    }
}
