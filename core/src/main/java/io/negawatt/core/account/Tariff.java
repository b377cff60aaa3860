package io.negawatt.core.account;

import io.negawatt.core.series.StepSeries;
import java.time.Instant;
import java.util.Optional;

/**
 * What electricity costs.
 *
 * @param name what a person calls it, such as the text of {@code --price} or a file name
 * @param currency ISO 4217 code of every price in it, such as {@code CNY}
 * @param price price of a kilowatt-hour at each time
 * @param tiers what is added to it by the energy of the month; empty where the price does not depend on that
 * @param demand what is paid for power beside the energy; empty for nothing
 */
public record Tariff(String name, String currency, Price price, Optional<Tiers> tiers, Optional<DemandCharge> demand) {

    /** A price of energy alone. */
    public Tariff(String name, String currency, Price price) {
        this(name, currency, price, Optional.empty(), Optional.empty());
    }

    /** The same price at any time; {@code perKwh} is at least 0. */
    public Tariff(String name, String currency, double perKwh) {
        this(name, currency, new Flat(perKwh));
    }

    /** The price of a kilowatt-hour at each time, in the currency of the tariff. */
    public sealed interface Price permits Flat, Series, TimeOfUse {

        /** {@return the mean price over a time that lies within one quarter of an hour of UTC} */
        StepSeries.Mean over(Instant from, Instant to);
    }

    /** One price at any time, at least 0. */
    public record Flat(double perKwh) implements Price {
        @Override
        public StepSeries.Mean over(Instant from, Instant to) {
            return new StepSeries.Mean(perKwh, 1);
        }
    }

    /** A price for each step of a market, which may be negative. Energy in a gap of the series has no price. */
    public record Series(StepSeries perKwh) implements Price {
        @Override
        public StepSeries.Mean over(Instant from, Instant to) {
            return perKwh.over(from, to);
        }
    }

    /** {@return the part of the tariff that a run needs; what does not depend on dates stays whole} */
    public Tariff within(Instant from, Instant to) {
        return switch (price) {
            case Flat _, TimeOfUse _ -> this;
            case Series series ->
                new Tariff(name, currency, new Series(series.perKwh().within(from, to)), tiers, demand);
        };
    }

    /** {@return whether every kilowatt-hour costs the same} */
    public boolean isConstant() {
        return price instanceof Flat && tiers.isEmpty();
    }

    /** {@return the tariff for a run that begins when its site has used so much energy in the month, in kWh} */
    public Tariff after(double monthKwh) {
        return new Tariff(name, currency, price, tiers.map(it -> it.after(monthKwh)), demand);
    }
}
