package io.negawatt.plan.rules;

import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.tasks.Way;
import java.util.Optional;

/** Runs in the cleanest slots before the deadline, with as many pauses as that takes (P. Wiesner and others, Middleware 2021). */
public record WaitAwhile(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return offer.cheapest();
    }

    @Override
    public boolean suits(JobProblem problem) {
        return Pauses.areFree(problem);
    }
}
