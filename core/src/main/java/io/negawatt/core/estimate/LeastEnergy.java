package io.negawatt.core.estimate;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Chooses the deployment of least energy that keeps a wish for the mean time per output token. */
public final class LeastEnergy {
    private LeastEnergy() {}

    /**
     * {@return the candidate of least energy whose time stays below the wish; empty where none does}
     *
     * @param candidates what may be chosen
     * @param joules energy of a token by candidate, in J
     * @param seconds time that counts against the wish by candidate, in s
     * @param wishS longest time, in s
     */
    public static <T> Optional<T> choose(
            List<T> candidates, ToDoubleFunction<T> joules, ToDoubleFunction<T> seconds, double wishS) {
        return candidates.stream()
                .filter(candidate -> seconds.applyAsDouble(candidate) <= wishS)
                .min(Comparator.comparingDouble(joules));
    }
}
