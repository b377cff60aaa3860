package io.negawatt.core.account;

import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.PowerPrice;
import java.util.OptionalInt;

/**
 * What a site pays by the month for power, beside the energy: for what is on contract, or for the highest mean of the month.
 * It is no cost of energy, and a single run does not know the month, so that an account notes it and adds nothing to the cost.
 *
 * @param price price of a kilowatt for a month
 */
public record DemandCharge(PowerPrice price, Basis basis) {

    /** What the charge is for. */
    public sealed interface Basis permits Contract, Peak {}

    /** Power on contract, whatever is drawn. */
    public record Contract(Power power) implements Basis {}

    /** The highest mean power of the month over windows of 15 or 30 minutes that begin on full ones of the clock. */
    public record Peak(int windowMinutes) implements Basis {
        public Peak {
            if (windowMinutes != TimeOfUse.SLOT_MINUTES && windowMinutes != 2 * TimeOfUse.SLOT_MINUTES) {
                throw new IllegalArgumentException("a window of demand has 15 or 30 minutes, but got " + windowMinutes);
            }
        }
    }

    /** {@return what a run that reached {@code peak} knows of the charge of its month} */
    Account.Demand of(Power peak) {
        return switch (basis) {
            case Contract contract -> new Account.Demand(OptionalInt.empty(), contract.power(), ofMonth(peak));
            case Peak(int windowMinutes) -> new Account.Demand(OptionalInt.of(windowMinutes), peak, ofMonth(peak));
        };
    }

    /** {@return what is charged for a month whose highest mean over the window is {@code peak}} */
    public Money ofMonth(Power peak) {
        return switch (basis) {
            case Contract contract -> price.of(contract.power());
            case Peak _ -> price.of(peak);
        };
    }
}
