package io.negawatt.core.account;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/** What is known of one process of a run. Not thread-safe. */
final class ProcessTally {
    private String name = "?";
    private long pid;
    private OptionalInt rank = OptionalInt.empty();
    private Instant firstAt;
    private Instant lastAt;
    private double cpuS;

    ProcessTally(Instant firstAt) {
        this.firstAt = firstAt;
        this.lastAt = firstAt;
    }

    /** Takes what was seen; seen again after an exec, the newer name and a newly known rank hold. */
    void see(RunEvent.ProcessSeen seen) {
        if (pid == 0) {
            firstAt = seen.at();
        }
        name = seen.name();
        pid = seen.pid();
        if (seen.rank().isPresent()) {
            rank = seen.rank();
        }
    }

    void use(double cpuS, Instant at) {
        this.cpuS += cpuS;
        lastAt = at;
    }

    OptionalInt rank() {
        return rank;
    }

    /** {@return name and process id, such as {@code python (4211)}} */
    String label() {
        return pid == 0 ? name : "%s (%d)".formatted(name, pid);
    }

    double cpuS() {
        return cpuS;
    }

    double lifeS() {
        return Math.max(0, Duration.between(firstAt, lastAt).toNanos() * 1e-9);
    }
}
