package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Way;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Starts where the saving against running at once is largest for each hour until the job is done, and at once where nothing is
 * saved ("Carbon-Time" of W. Hanafy and others, ASPLOS 2024).
 */
public record CarbonTime(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        int[] starts = offer.starts();
        if (starts.length == 0) {
            return Optional.empty();
        }
        double now = LowestWindow.mean(offer, starts[0]);
        return Arrays.stream(starts)
                .boxed()
                .max(Comparator.comparingDouble((Integer start) -> perHour(offer, start, now))
                        .thenComparing(Comparator.<Integer>reverseOrder()))
                .map(offer::piece);
    }

    private static double perHour(Offer offer, int start, double now) {
        int until = start + offer.task().span() - offer.task().release();
        return (now - LowestWindow.mean(offer, start)) / until;
    }

    @Override
    public boolean suits(JobProblem problem) {
        return problem.jobs().stream().noneMatch(job -> job.conduct().isElastic());
    }
}
