package io.negawatt.plan.rules;

import io.negawatt.plan.tasks.Way;
import java.util.Optional;

/** Runs each job as soon as it is released and there is room: what happens without a plan. */
public record RunNow(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return offer.earliest();
    }
}
