package io.negawatt.core.meter;

import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Turns what one GPU tells into readings: its energy counter, or, where it has none that lives, its power.
 *
 * <p>The counter counts mJ since the driver was loaded and never wraps: a step back, a board that was lost and found, and a
 * reloaded driver each begin a new epoch, and the time up to its first figure is a gap. A counter that has not moved since
 * the last poll, or could not be read for a moment, has {@link Reading.Pending no figure yet}; the next one covers that time
 * too. One that stands still for {@link NvmlMeter#SHORTEST_CERTAIN} while the board draws power is dead, and power is
 * integrated from where it stopped (trapezoid; the first sample is held back to the last figure).
 */
final class NvmlEnergy {
    /** How long an answer may be missing before its time is given up as a gap. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Power between two samples further apart than this is not known. */
    static final Duration LONGEST_STEP = Duration.ofSeconds(10);

    /** More than any board or module draws; a figure above it is an error. */
    private static final double MOST_W = 10_000;

    /** Late ticks of the counter put up to this much more time into a figure than its interval has. */
    private static final double TICK_SLACK_S = 1;

    private final NvmlGpu gpu;
    private final boolean hasCounter;
    private boolean counts;
    private boolean based;
    private int epoch;
    private Instant covered = Instant.EPOCH;
    private Instant failingSince = Instant.MAX;
    private long lastMj;

    private double stoodW = Double.NaN;
    private double stoodJ;
    private Instant stoodAt = Instant.EPOCH;

    /** @param hasCounter whether the board's counter lives as far as is known; otherwise power is integrated */
    NvmlEnergy(NvmlGpu gpu, boolean hasCounter) {
        this.gpu = gpu;
        this.hasCounter = hasCounter;
        this.counts = hasCounter;
    }

    /** Takes the base line; where it cannot be read, the time until it can is a gap. */
    void start(Instant now) {
        covered = now;
        try {
            base(now);
        } catch (NvmlException e) {
            based = false;
        }
    }

    /** {@return what told that the counter is dead, once it is} */
    Optional<Message> note() {
        return hasCounter && !counts ? Optional.of(Message.of("meter.nvml.note.dead", gpu.title())) : Optional.empty();
    }

    Reading poll(Instant now) {
        if (!now.isAfter(covered)) {
            return new Reading.Pending(covered, covered);
        }
        try {
            var reading = based && epoch == gpu.epoch() ? read(now) : begin(now, "meter.nvml.gap.back");
            failingSince = Instant.MAX;
            return reading;
        } catch (NvmlException e) {
            return failed(now, e);
        }
    }

    private Reading read(Instant now) throws NvmlException {
        return counts ? readCounter(now) : readPower(now);
    }

    private Reading readCounter(Instant now) throws NvmlException {
        long mj = countMj();
        if (mj == lastMj) {
            return stands(now);
        }
        if (mj < lastMj) {
            return begin(now, "meter.nvml.gap.reset");
        }
        double usedJ = (mj - lastMj) * 1e-3;
        if (usedJ > MOST_W * (seconds(covered, now) + TICK_SLACK_S)) {
            return begin(now, "meter.nvml.gap.implausible");
        }
        lastMj = mj;
        return used(now, usedJ);
    }

    private Reading stands(Instant now) throws NvmlException {
        double powerW = powerW();
        if (Double.isNaN(stoodW)) {
            stoodJ = powerW * seconds(covered, now);
        } else {
            stoodJ += (stoodW + powerW) / 2 * Math.max(0, seconds(stoodAt, now));
        }
        stoodW = powerW;
        stoodAt = now;
        if (seconds(covered, now) < seconds(NvmlMeter.SHORTEST_CERTAIN)) {
            return new Reading.Pending(covered, now);
        }
        if (stoodJ > 0) {
            counts = false;
        }
        return used(now, stoodJ);
    }

    private Reading readPower(Instant now) throws NvmlException {
        double beforeW = stoodW;
        if (seconds(covered, now) > seconds(LONGEST_STEP)) {
            return begin(now, "meter.nvml.gap.slow");
        }
        double powerW = powerW();
        var reading = used(now, (beforeW + powerW) / 2 * seconds(covered, now));
        stoodW = powerW;
        return reading;
    }

    /** Begins anew at {@code now}; the time since the last figure is a gap. */
    private Reading begin(Instant now, String reason) throws NvmlException {
        base(now);
        return gap(now, Message.of(reason, gpu.title()));
    }

    private void base(Instant now) throws NvmlException {
        based = false;
        stoodW = Double.NaN;
        stoodAt = now;
        if (counts) {
            lastMj = countMj();
        } else {
            stoodW = powerW();
        }
        epoch = gpu.epoch();
        based = true;
    }

    private Reading failed(Instant now, NvmlException e) {
        if (failingSince.equals(Instant.MAX)) {
            failingSince = now;
        }
        boolean tooLong = seconds(failingSince, now) >= seconds(PATIENCE);
        if (e.isDeviceGone()) {
            based = false;
            return gap(now, Message.of("meter.nvml.gap.lost", gpu.title(), e.text()));
        }
        if (tooLong) {
            gpu.giveUp(e);
        }
        if (counts && based && !tooLong && epoch == gpu.epoch()) {
            return new Reading.Pending(covered, now);
        }
        based = false;
        return gap(now, Message.of("meter.nvml.gap.unreadable", gpu.title(), e.text()));
    }

    private Reading gap(Instant now, Message reason) {
        var gap = new Reading.Gap(covered, now, reason);
        covered = now;
        return gap;
    }

    private Reading used(Instant now, double usedJ) {
        var used = new Reading.Used(covered, now, Energy.ofJoules(usedJ));
        covered = now;
        if (counts) {
            stoodW = Double.NaN;
        }
        return used;
    }

    /** A counter that lives never shows 0 for long: a reset is seen at the next figure, and a slip is gone by then. */
    private long countMj() throws NvmlException {
        long mj = gpu.energyMillijoules();
        if (mj == 0) {
            throw NvmlException.nonsense("0 mJ");
        }
        return mj;
    }

    private double powerW() throws NvmlException {
        double powerW = gpu.powerMilliwatts() * 1e-3;
        if (powerW > MOST_W) {
            throw NvmlException.nonsense("%.0f W".formatted(powerW));
        }
        return powerW;
    }

    static double seconds(Instant from, Instant to) {
        return seconds(Duration.between(from, to));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() * 1e-9;
    }
}
