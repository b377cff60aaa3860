package io.negawatt.plan.advise;

import io.negawatt.core.units.Interval;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What something would change, as parts of what is used now: −0.18 is 18 % less. Each range holds nine times in ten.
 *
 * @param energy of the electricity
 * @param cost of the electricity; empty where that is not known
 * @param carbon of the electricity; empty where that is not known
 * @param time that the work takes; of a deployment, the mean time per output token
 */
public record Change(Interval energy, Optional<Interval> cost, Optional<Interval> carbon, Interval time) {

    /** {@return a change of the energy that cost and carbon follow} */
    static Change ofEnergy(Interval energy, Interval time) {
        return new Change(energy, Optional.of(energy), Optional.of(energy), time);
    }

    /** {@return a change to {@code ratio} times what is used now} */
    static Interval to(Interval ratio) {
        return new Interval(ratio.low() - 1, ratio.mid() - 1, ratio.high() - 1);
    }

    /** {@return that a share falls away, or, at worst, nothing does} */
    static Interval upTo(double share) {
        return new Interval(-share, -share, 0);
    }

    /** {@return the largest saving of energy, cost and carbon that is expected, as a part; below 0 where all rise} */
    double saving() {
        return Stream.concat(Stream.of(energy), Stream.concat(cost.stream(), carbon.stream()))
                .mapToDouble(part -> -part.mid())
                .max()
                .orElse(0);
    }
}
