package io.negawatt.app.alert;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;

/** What energy is worth at a time, and the calendar of the site. */
interface Worth {
    double JOULES_PER_KWH = 3.6e6;

    /** {@return price of a kilowatt-hour; empty where none is known} */
    OptionalDouble pricePerKwh(Instant at);

    /** {@return carbon of a kilowatt-hour, in g} */
    double gramsPerKwh(Instant at);

    /** {@return the currency of the price; empty where no price is known} */
    Optional<String> currency();

    /** {@return what is another value where prices or factors are others, so that sums that were kept are made anew} */
    default Object state() {
        return this;
    }

    /** {@return time zone of the site} */
    ZoneId clock();

    /** {@return what energy from {@code at} on is in the unit of the measure; NaN where nobody knows} */
    default double of(BudgetMeasure measure, double energyJ, Instant at) {
        return switch (measure) {
            case MONEY ->
                energyJ == 0 ? 0 : energyJ / JOULES_PER_KWH * pricePerKwh(at).orElse(Double.NaN);
            case CARBON -> energyJ == 0 ? 0 : energyJ / JOULES_PER_KWH * gramsPerKwh(at);
            case ENERGY, POWER, ENERGY_PER_TOKEN, GAP_RATIO -> energyJ;
        };
    }
}
