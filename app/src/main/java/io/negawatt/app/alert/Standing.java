package io.negawatt.app.alert;

import io.negawatt.app.server.BudgetDesk.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a budget stands.
 *
 * @param used of the whole period: the sum, for {@link BudgetMeasure#POWER} the highest quarter of an hour, for a ratio the ratio; NaN
 *     where nobody knows, such as money without a price
 * @param level what is held against the limit now, as a fraction of it: for power that of the last quarter of an hour
 * @param end what the end of the period will bring
 */
record Standing(
        StoredBudget budget,
        BudgetPeriod.Span span,
        Instant at,
        double used,
        double level,
        Optional<BurnRate> burn,
        Optional<Forecast> end) {

    double limit() {
        return budget.terms().limit();
    }

    double usedFraction() {
        return used / limit();
    }

    /** {@return used of what is due up to now; what cannot be used up is due at any time} */
    double dueFraction() {
        double elapsed = budget.measure().isFlow() ? span.elapsed(at) : 1;
        return elapsed > 0 ? usedFraction() / elapsed : 0;
    }

    /** {@return when a budget that is used on as in the last six hours will be used up; empty where it lasts} */
    Optional<Instant> exhausted() {
        if (burn.isEmpty()
                || !budget.measure().isFlow()
                || !(level < 1)
                || !(burn.get().slow() > 0)) {
            return Optional.empty();
        }
        double restS = (1 - level) * span.lengthS() / burn.get().slow();
        return Optional.of(at.plus(Duration.ofSeconds(Math.round(Math.min(restS, 1e11)))))
                .filter(it -> it.isBefore(span.to()));
    }

    /** {@return what may be used a second from now on to end at the limit; 0 where nothing is left} */
    double allowedPerS() {
        double leftS = BudgetPeriod.Span.seconds(at, span.to());
        return leftS > 0 ? Math.max(0, limit() - used) / leftS : 0;
    }

    /** {@return what was used a second over the last six hours} */
    double usedPerS() {
        return burn.map(it -> it.slow() * limit() / span.lengthS()).orElse(0.0);
    }

    /** {@return a figure of this budget as people read it} */
    String print(double value) {
        return budget.measure().print(value, budget.terms().currency().orElse(""));
    }
}
