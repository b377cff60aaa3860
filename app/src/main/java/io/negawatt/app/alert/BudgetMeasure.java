package io.negawatt.app.alert;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.CarbonMass;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a budget limits. */
enum BudgetMeasure {
    ENERGY("J", true),
    MONEY("", true),
    CARBON("g", true),
    /** The highest mean over a quarter of an hour, as grid operators bill it. */
    POWER("W", false),
    ENERGY_PER_TOKEN("J/token", false),
    /** Part of the time of which no figure is known. */
    GAP_RATIO("", false);

    private final String unit;
    private final boolean flow;

    BudgetMeasure(String unit, boolean flow) {
        this.unit = unit;
        this.flow = flow;
    }

    /** {@return whether it adds up over the period, so that it can be used up} */
    boolean isFlow() {
        return flow;
    }

    String unit(String currency) {
        return this == MONEY ? currency : unit;
    }

    /** {@return the name in files, such as {@code gap_ratio}} */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BudgetMeasure of(String id) {
        return Arrays.stream(values())
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "alert.bad.measure",
                        id,
                        Arrays.stream(values()).map(BudgetMeasure::id).collect(Collectors.joining(", "))));
    }

    /** {@return a figure as people read it} */
    String print(double value, String currency) {
        return switch (this) {
            case ENERGY -> Energy.ofJoules(value).toString();
            case MONEY -> new Money(value, currency).toString();
            case CARBON -> new CarbonMass(value).toString();
            case POWER -> new Power(value).toString();
            case ENERGY_PER_TOKEN -> Numbers.significant(value, 3) + " J/token";
            case GAP_RATIO -> Numbers.significant(value * 100, 3) + " %";
        };
    }
}
