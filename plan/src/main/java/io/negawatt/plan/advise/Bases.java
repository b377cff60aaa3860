package io.negawatt.plan.advise;

import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.PowerLimit;
import io.negawatt.core.text.Message;

/** What expectations rest on, in words. */
final class Bases {
    private Bases() {}

    /** {@return that an estimate says so, and how near it is to what was metered} */
    static Message estimate(InferenceEstimate estimate) {
        return Message.of(
                "finding.basis.estimate" + (estimate.standing().inside() ? "" : ".outside"), estimate.basis());
    }

    /** {@return that a fit to sweeps of power limits says so} */
    static Message sweeps(PowerLimit limit) {
        int points = limit.data().stream().mapToInt(data -> data.rows()).sum();
        return Message.of("finding.basis.sweeps", points);
    }
}
