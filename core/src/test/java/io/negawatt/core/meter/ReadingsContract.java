package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.series.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Follows the readings of a meter from its start and fails at the first that breaks the contract of {@link Meter}. */
final class ReadingsContract {
    private final Meter meter;
    private final List<Instant> from = new ArrayList<>();
    private final List<Instant> polled = new ArrayList<>();
    private final double[] usedJ;
    private final Duration[] used;
    private final Duration[] gaps;

    ReadingsContract(Meter meter, Instant start) {
        this.meter = meter;
        int channels = meter.channels().size();
        usedJ = new double[channels];
        used = new Duration[channels];
        gaps = new Duration[channels];
        for (int i = 0; i < channels; i++) {
            from.add(start);
            polled.add(start);
            used[i] = Duration.ZERO;
            gaps[i] = Duration.ZERO;
        }
        meter.start(start);
    }

    /** Polls and checks: one reading a channel, without hole or overlap, of an energy that may be. */
    List<Reading> poll(Instant now) {
        var readings = meter.poll(now);
        assertThat(readings).as("one reading a channel").hasSameSizeAs(meter.channels());
        for (int i = 0; i < readings.size(); i++) {
            check(i, readings.get(i), now);
        }
        return readings;
    }

    private void check(int i, Reading reading, Instant now) {
        String name = meter.channels().get(i).id() + " at " + now + ": " + reading;
        Instant latest = now.isAfter(polled.get(i)) ? now : polled.get(i);
        assertThat(reading.from()).as(name).isEqualTo(from.get(i));
        assertThat(reading.to()).as(name).isBetween(reading.from(), latest);
        if (now.isAfter(polled.get(i))) {
            assertThat(reading.to()).as(name).isEqualTo(now);
        }
        polled.set(i, latest);
        var length = Duration.between(reading.from(), reading.to());
        switch (reading) {
            case Reading.Used figure -> {
                assertThat(figure.energy().joules()).as(name).isNotNegative().isFinite();
                usedJ[i] += figure.energy().joules();
                used[i] = used[i].plus(length);
            }
            case Reading.Gap gap -> {
                assertThat(gap.reason().toString()).as(name).isNotBlank();
                gaps[i] = gaps[i].plus(length);
            }
            case Reading.Pending _ -> {}
        }
        from.set(i, reading instanceof Reading.Pending ? reading.from() : reading.to());
    }

    double usedJ(int channel) {
        return usedJ[channel];
    }

    Duration used(int channel) {
        return used[channel];
    }

    Duration gaps(int channel) {
        return gaps[channel];
    }
}
