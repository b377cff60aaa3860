package io.negawatt.plan.jobs;

import java.time.Duration;
import java.time.Instant;

/**
 * Work that can wait.
 *
 * @param id unique in a problem
 * @param release when it was submitted and may start
 * @param deadline when it must have ended
 * @param duration how long it runs; of an elastic job, on one device
 * @param powerW what it draws while it runs; of an elastic job, for each device
 * @param conduct how it may run
 * @param siting where it may run
 */
public record Job(
        String id,
        Instant release,
        Instant deadline,
        Duration duration,
        double powerW,
        Conduct conduct,
        Siting siting) {

    public Job {
        if (!duration.isPositive() || !(powerW >= 0) || Double.isInfinite(powerW)) {
            throw new IllegalArgumentException(
                    "job %s needs a duration and a power, got %s and %s W".formatted(id, duration, powerW));
        }
    }

    /** A job that runs in one piece, anywhere. */
    public Job(String id, Instant release, Instant deadline, Duration duration, double powerW) {
        this(id, release, deadline, duration, powerW, Conduct.IN_ONE_PIECE, Siting.ANYWHERE);
    }

    /** {@return the same job, run otherwise} */
    public Job with(Conduct other) {
        return new Job(id, release, deadline, duration, powerW, other, siting);
    }

    /** {@return the same job with another deadline} */
    public Job due(Instant other) {
        return new Job(id, release, other, duration, powerW, conduct, siting);
    }
}
