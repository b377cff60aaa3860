package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The slots that jobs are planned in: as long as they can be with every time of jobs and signals on their grid. */
final class JobSlots {
    private static final Duration FINEST = Duration.ofMinutes(5);

    private JobSlots() {}

    /** {@return the slots from the first release to the last deadline, as far as the signals reach} */
    static Slots of(List<Job> jobs, PlanSignals signals, Optional<Duration> asked) {
        var first = jobs.stream().map(Job::release).min(Instant::compareTo).orElseThrow();
        var last = jobs.stream().map(Job::deadline).max(Instant::compareTo).orElseThrow();
        var step = asked.orElseGet(() -> common(jobs, signals));
        var grid = new Slots(signals.start(), step, 1);
        var from = grid.timeOf(Math.max(0, grid.until(first)));
        var end = last.isBefore(signals.end()) ? last : signals.end();
        int count = Math.toIntExact(Math.ceilDiv(Duration.between(from, end).toNanos(), step.toNanos()));
        int known = Math.toIntExact(Duration.between(from, signals.end()).dividedBy(step));
        if (count < 1 || known < 1) {
            throw BadInputException.of("cli.plan.apart", first, last, signals.start(), signals.end());
        }
        return new Slots(from, step, Math.min(count, known));
    }

    private static Duration common(List<Job> jobs, PlanSignals signals) {
        long nanos = signals.step().toNanos();
        for (var job : jobs) {
            nanos = gcd(nanos, Duration.between(signals.start(), job.release()).toNanos());
            nanos = gcd(nanos, Duration.between(signals.start(), job.deadline()).toNanos());
            nanos = gcd(nanos, job.duration().toNanos());
        }
        return nanos < FINEST.toNanos() ? FINEST : Duration.ofNanos(nanos);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }
}
