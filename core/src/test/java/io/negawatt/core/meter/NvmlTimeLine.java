package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.series.Reading;
import java.nio.file.Path;
import java.time.Instant;

/** One board over time: what the driver says at a moment, and what the meter makes of it. */
final class NvmlTimeLine implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final NvmlMeter meter;
    private final NvmlStub stub;

    /** Starts at 0 s, when the driver says this. */
    NvmlTimeLine(Path folder, String... script) {
        stub = NvmlStub.in(folder);
        says(script);
        meter = stub.meter();
        meter.start(at(0));
    }

    /** Polls at a moment when the driver says this. */
    Expected poll(double timeS, String... script) {
        says(script);
        return new Expected(timeS, meter.poll(at(timeS)).getFirst());
    }

    private void says(String... script) {
        stub.says("count 1\n" + String.join("\n", script));
    }

    @Override
    public void close() {
        meter.close();
    }

    record Expected(double timeS, Reading reading) {
        void uses(double fromS, double joules) {
            assertUsed(reading, fromS, timeS, joules);
        }

        void isGap(double fromS, String reason) {
            assertGap(reading, fromS, timeS, reason);
        }

        void isPending() {
            assertThat(reading).isInstanceOf(Reading.Pending.class);
        }
    }

    static void assertUsed(Reading reading, double fromS, double toS, double joules) {
        assertThat(reading).isInstanceOf(Reading.Used.class);
        assertThat(reading.from()).isEqualTo(at(fromS));
        assertThat(reading.to()).isEqualTo(at(toS));
        assertThat(((Reading.Used) reading).energy().joules()).isEqualTo(joules, within(1e-6));
    }

    static void assertGap(Reading reading, double fromS, double toS, String reason) {
        assertThat(reading).isInstanceOf(Reading.Gap.class);
        var gap = (Reading.Gap) reading;
        assertThat(gap.reason().key()).isEqualTo("meter.nvml." + reason);
        assertThat(gap.from()).isEqualTo(at(fromS));
        assertThat(gap.to()).isEqualTo(at(toS));
    }

    static Instant at(double timeS) {
        return START.plusNanos(Math.round(timeS * 1e9));
    }
}
