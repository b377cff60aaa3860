package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Way;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs in one piece where the mean over the job's length is lowest (P. Wiesner and others, "Let's wait awhile", Middleware 2021;
 * "Lowest-Window" of GAIA, ASPLOS 2024).
 */
public record LowestWindow(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return Arrays.stream(offer.starts())
                .boxed()
                .min(Comparator.comparingDouble(start -> mean(offer, start)))
                .map(offer::piece);
    }

    public static double mean(Offer offer, int start) {
        return IntStream.range(start, start + offer.task().span())
                .mapToDouble(offer::rate)
                .average()
                .orElse(0);
    }

    @Override
    public boolean suits(JobProblem problem) {
        return problem.jobs().stream().noneMatch(job -> job.conduct().isElastic());
    }
}
