package io.negawatt.core.series;

import java.time.Duration;
import java.util.Optional;

/**
 * What must be known of a cumulative energy counter to read it.
 *
 * @param joulesPerTick energy of one count, in J: 1e-6 for a counter in microjoules
 * @param rangeTicks count at which it starts again from 0; empty where nobody knows, and then a lower count is a gap
 * @param maxPowerW more than the device can ever draw, in W; a larger figure is a gap; infinite where nobody knows, and
 *     then neither a glitch nor a second turn is noticed
 * @param updatePeriod how often the device moves the counter; zero where it is always up to date
 */
public record CounterSpec(double joulesPerTick, Optional<Long> rangeTicks, double maxPowerW, Duration updatePeriod) {
    public CounterSpec {
        if (!(joulesPerTick > 0) || !(maxPowerW > 0) || updatePeriod.isNegative() || rangeTicks.orElse(1L) <= 0) {
            throw new IllegalArgumentException(
                    "a counter needs a tick, a range and a power above 0, but got %s J, %s, %s W, %s"
                            .formatted(joulesPerTick, rangeTicks, maxPowerW, updatePeriod));
        }
    }

    /** {@return a counter that starts again from 0 at {@code rangeTicks}, such as RAPL} */
    public static CounterSpec wrapping(double joulesPerTick, long rangeTicks, double maxPowerW) {
        return new CounterSpec(joulesPerTick, Optional.of(rangeTicks), maxPowerW, Duration.ZERO);
    }

    /** {@return a counter that is not known to wrap, such as that of NVML} */
    public static CounterSpec unbounded(double joulesPerTick, double maxPowerW) {
        return new CounterSpec(joulesPerTick, Optional.empty(), maxPowerW, Duration.ZERO);
    }

    /** {@return the same counter, moved by its device only every {@code period}} */
    public CounterSpec movingEvery(Duration period) {
        return new CounterSpec(joulesPerTick, rangeTicks, maxPowerW, period);
    }
}
