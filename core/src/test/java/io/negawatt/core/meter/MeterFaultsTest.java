package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.FaultMeter.Fault;
import io.negawatt.core.series.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MeterFaultsTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int SEEDS = "long".equals(System.getProperty("negawatt.faults")) ? 2000 : 40;

    /** Every figure lies within what physics allows, whatever befalls the meters. */
    @Test
    void figuresStayWithinPhysics() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var meter = FaultMeter.of(seed);
            var contract = new ReadingsContract(meter, START);
            for (var now : meter.schedule(START, 400, PERIOD)) {
                var readings = contract.poll(now);
                for (int i = 0; i < readings.size(); i++) {
                    checkPhysics(seed, meter, meter.channels().get(i).id(), readings.get(i));
                }
            }
            for (int i = 0; i < meter.channels().size(); i++) {
                assertThat(contract.used(i)).as("time with a figure").isGreaterThan(Duration.ofSeconds(10));
            }
        }
    }

    private static void checkPhysics(long seed, FaultMeter meter, String channel, Reading reading) {
        if (reading instanceof Reading.Used used) {
            var bounds = meter.boundsJ(channel, used);
            double slackJ = 1e-9 * (1 + bounds.high());
            assertThat(used.energy().joules())
                    .as("seed %d, %s, %s, true %s", seed, channel, used, bounds)
                    .isBetween(bounds.low() - slackJ, bounds.high() + slackJ);
        }
    }

    /** Without faults the sum of a counter is the true energy but for the ticks at both ends. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void healthyMetersFindTheTruth(long seed) {
        var meter = FaultMeter.of(seed, EnumSet.of(Fault.WRAP, Fault.TICKS));
        var contract = new ReadingsContract(meter, START);
        var end = START;
        for (int i = 0; i < 600; i++) {
            end = end.plus(PERIOD);
            contract.poll(end);
        }
        for (int i = 0; i < meter.channels().size(); i++) {
            String channel = meter.channels().get(i).id();
            double trueJ = meter.trueJ(channel, START, end);
            assertThat(contract.usedJ(i)).as(channel).isCloseTo(trueJ, within(channel, trueJ));
            assertThat(contract.gaps(i)).as(channel).isZero();
        }
    }

    private static org.assertj.core.data.Offset<Double> within(String channel, double trueJ) {
        return org.assertj.core.data.Offset.offset(channel.equals("gpu1") ? 0.05 * trueJ : 2 * 700 * 0.1 + 1e-3);
    }

    /** The same seed gives the same readings, another seed others. */
    @Test
    void aSeedIsARun() {
        assertThat(readings(7, EnumSet.allOf(Fault.class))).isEqualTo(readings(7, EnumSet.allOf(Fault.class)));
        assertThat(readings(7, EnumSet.allOf(Fault.class))).isNotEqualTo(readings(8, EnumSet.allOf(Fault.class)));
    }

    /** No fault is there by name only: each changes what is read. */
    @ParameterizedTest
    @EnumSource(Fault.class)
    void everyFaultShows(Fault fault) {
        assertThat(readings(3, EnumSet.of(fault))).isNotEqualTo(readings(3, EnumSet.noneOf(Fault.class)));
    }

    private static List<Object> readings(long seed, EnumSet<Fault> faults) {
        var meter = FaultMeter.of(seed, faults);
        meter.start(START);
        var all = new ArrayList<Object>();
        for (var now : meter.schedule(START, 2000, PERIOD)) {
            meter.poll(now).forEach(reading -> all.add(reading.toString()));
        }
        return all;
    }
}
