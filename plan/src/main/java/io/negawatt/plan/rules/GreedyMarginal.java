package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Way;
import java.util.Optional;

/**
 * Scales elastic jobs greedily: the next device goes where it does most work for its carbon (W. Hanafy and others, "CarbonScaler",
 * SIGMETRICS 2024).
 */
public record GreedyMarginal(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        var task = offer.task();
        return new Alone(offer.offers()).in(task, offer.zone(), task.release(), task.latest());
    }

    @Override
    public boolean suits(JobProblem problem) {
        return problem.jobs().stream().anyMatch(job -> job.conduct().isElastic());
    }
}
