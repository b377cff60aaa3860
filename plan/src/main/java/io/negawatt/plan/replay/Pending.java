package io.negawatt.plan.replay;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Siting;
import io.negawatt.plan.jobs.Slots;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is left of a job while plans are replayed. */
final class Pending {
    private static final double ROUNDING = 1e-9;

    private final Job job;
    private double left;
    private Optional<Run> last = Optional.empty();

    Pending(Job job, double slots) {
        this.job = job;
        this.left = slots;
    }

    Job job() {
        return job;
    }

    boolean isDone() {
        return left <= ROUNDING;
    }

    /** {@return whether it can be planned anew in every slot} */
    boolean isLoose() {
        var conduct = job.conduct();
        return conduct.isElastic()
                || (conduct.interruptible()
                        && conduct.shortestRun().isZero()
                        && conduct.startUp().joules() == 0);
    }

    int slotsLeft() {
        return (int) Math.ceil(left - ROUNDING);
    }

    /** {@return whether those before it have ended or are being planned too} */
    boolean isReady(Map<String, Pending> pending, Map<String, Instant> ended) {
        return job.conduct().after().stream().allMatch(id -> ended.containsKey(id) || pending.containsKey(id));
    }

    void carriedOut(Run run, Slots slots) {
        double rate = job.conduct().isElastic() ? job.conduct().speedUp().get(run.devices() - 1) : 1;
        left -= rate * (slots.until(run.to()) - slots.from(run.from()));
        last = Optional.of(run);
    }

    /** {@return the work that is left, from now on; a job that is overdue is due at once} */
    Job left(Slots slots, Instant now, Map<String, Instant> ended) {
        var release = last.map(Run::to).filter(now::isBefore).orElse(now);
        for (String before : job.conduct().after()) {
            var end = ended.getOrDefault(before, now);
            release = end.isAfter(release) ? end : release;
        }
        var soonest = release.plus(slots.step());
        return new Job(
                job.id(),
                release,
                job.deadline().isBefore(soonest) ? soonest : job.deadline(),
                Duration.ofNanos(Math.round(left * slots.step().toNanos())),
                job.powerW(),
                job.conduct().after(stillBefore(ended)),
                here());
    }

    private List<String> stillBefore(Map<String, Instant> ended) {
        return job.conduct().after().stream()
                .filter(id -> !ended.containsKey(id))
                .toList();
    }

    /** A job stays where it has begun. */
    private Siting here() {
        var siting = job.siting();
        return last.map(run -> new Siting(List.of(run.zone()), siting.home(), siting.dataGb(), siting.mostLatencyMs()))
                .orElse(siting);
    }
}
