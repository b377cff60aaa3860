package io.negawatt.app.study;

import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;

/**
 * A technique against its baseline.
 *
 * @param technique as people type it
 * @param baseline what it is compared with
 * @param measure what is compared
 * @param targetLoss held-out loss that both come to, in nats; for scoring and early stopping the loss of the baseline
 * @param baselineJ mean of the baseline, in J (per token for scoring)
 * @param techniqueJ mean of the technique; empty where it did not come to the target
 * @param ratio technique over baseline with its 90 % interval; empty where a training did not come to the target
 * @param lossDifference held-out loss of the technique less that of the baseline at the end, mean, in nats
 * @param runs ids of the technique's runs in the ledger
 */
public record TechniqueResult(
        String technique,
        String baseline,
        Kind measure,
        double targetLoss,
        double baselineJ,
        Optional<Double> techniqueJ,
        Optional<Interval> ratio,
        double lossDifference,
        Verdict verdict,
        List<String> runs) {

    /** {@return the technique without its value} */
    String kind() {
        return technique.replaceFirst("=.*", "");
    }

    /** What is compared. */
    public enum Kind {
        /** Energy to the same held-out loss. */
        TO_LOSS,
        /** Energy of the whole training. */
        WHOLE,
        /** Energy of a token that the finished model scores. */
        SCORING
    }
}
