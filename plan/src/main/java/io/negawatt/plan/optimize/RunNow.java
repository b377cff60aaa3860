package io.negawatt.plan.optimize;

import java.util.Optional;

/** Runs each job as soon as it is released and there is room: what happens without a plan. */
record RunNow(String id) implements Rule {
    @Override
    public Optional<Way> choose(Offer offer) {
        return offer.earliest();
    }
}
