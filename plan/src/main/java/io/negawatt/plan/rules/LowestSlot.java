package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Way;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Starts in the cleanest slot from which the job ends in time, whatever comes after it ("Lowest-Slot" of W. Hanafy and others,
 * "Going Green for Less Green: Optimizing the Cost of Reducing Cloud Carbon Emissions", ASPLOS 2024).
 */
public record LowestSlot(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return Arrays.stream(offer.starts())
                .boxed()
                .min(Comparator.comparingDouble(offer::rate))
                .map(offer::piece);
    }

    @Override
    public boolean suits(JobProblem problem) {
        return problem.jobs().stream().noneMatch(job -> job.conduct().isElastic());
    }
}
