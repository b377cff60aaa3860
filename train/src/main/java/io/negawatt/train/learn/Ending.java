package io.negawatt.train.learn;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What ends a training before its last step; asked after each look at held-out data.
 *
 * @param targetLoss held-out loss at which it has done its work, in nats per target
 * @param patience looks without a better held-out loss after which it gives up; 0 for never
 * @param mostS time that it may take, in s
 */
public record Ending(OptionalDouble targetLoss, int patience, OptionalDouble mostS) {

    /** After the last step. */
    public static final Ending NONE = new Ending(OptionalDouble.empty(), 0, OptionalDouble.empty());

    /** {@return at this loss and for no other reason} */
    public static Ending atLoss(double loss) {
        return new Ending(OptionalDouble.of(loss), 0, OptionalDouble.empty());
    }

    /** {@return after so long and for no other reason} */
    public static Ending after(double seconds) {
        return new Ending(OptionalDouble.empty(), 0, OptionalDouble.of(seconds));
    }

    /** {@return whether training ends after these looks at held-out data} */
    public boolean isReached(List<Evaluation> history) {
        if (history.isEmpty()) {
            return false;
        }
        var last = history.getLast();
        return last.loss() <= targetLoss.orElse(Double.NEGATIVE_INFINITY)
                || last.elapsedS() >= mostS.orElse(Double.POSITIVE_INFINITY)
                || (patience > 0 && looksWithoutProgress(history) >= patience);
    }

    private static int looksWithoutProgress(List<Evaluation> history) {
        int best = 0;
        for (int i = 1; i < history.size(); i++) {
            if (history.get(i).loss() < history.get(best).loss()) {
                best = i;
            }
        }
        return history.size() - 1 - best;
    }
}
