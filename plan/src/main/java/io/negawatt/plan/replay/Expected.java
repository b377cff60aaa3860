package io.negawatt.plan.replay;

import io.negawatt.plan.jobs.Conduct;
import io.negawatt.plan.jobs.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Jobs that are expected: those of the week before, a week later. A plan keeps room for them and gives them up first. */
final class Expected {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double LITTLE = 1e-3;

    private Expected() {}

    /**
     * {@return the jobs expected after now that must end within the plan}
     *
     * @param known those that have arrived, in the order of their release
     * @param copies how many for each of the week before
     */
    static List<Job> jobs(List<Job> known, Instant now, Instant end, int copies) {
        var expected = new ArrayList<Job>();
        for (var job : known.reversed()) {
            if (!job.release().plus(WEEK).isAfter(now)) {
                return expected;
            }
            if (!job.deadline().plus(WEEK).isAfter(end)) {
                for (int copy = 0; copy < copies; copy++) {
                    expected.add(later(job, copy));
                }
            }
        }
        return expected;
    }

    private static Job later(Job job, int copy) {
        var conduct = job.conduct();
        return new Job(
                "expected " + copy + ' ' + job.id(),
                job.release().plus(WEEK),
                job.deadline().plus(WEEK),
                job.duration(),
                job.powerW(),
                new Conduct(
                        conduct.interruptible(),
                        conduct.shortestRun(),
                        conduct.startUp(),
                        conduct.devices(),
                        conduct.speedUp(),
                        LITTLE * conduct.priority(),
                        List.of()),
                job.siting());
    }
}
