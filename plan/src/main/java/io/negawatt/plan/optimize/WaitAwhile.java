package io.negawatt.plan.optimize;

import java.util.Optional;

/** Runs in the cleanest slots before the deadline, with as many pauses as that takes (P. Wiesner and others, Middleware 2021). */
record WaitAwhile(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return offer.cheapest();
    }

    @Override
    public boolean suits(JobProblem problem) {
        return Pauses.areFree(problem);
    }
}
