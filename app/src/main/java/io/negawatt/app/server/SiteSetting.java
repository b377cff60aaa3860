package io.negawatt.app.server;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Names;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The site that the server speaks of.
 *
 * @param name what people call it
 * @param clock time zone of the site
 * @param contractW most power that its contract allows, in W
 * @param terms price, factors and efficiencies
 */
public record SiteSetting(String name, ZoneId clock, OptionalDouble contractW, Terms terms) {
    private static final long QUARTER_S = 900;

    /** {@return the grid zone in words, in both languages} */
    Names zoneName() {
        return Catalog.load().zone(terms.location().zone()).names();
    }

    /** {@return the currency of its price; empty where no price is known} */
    public Optional<String> currency() {
        return terms.tariff().map(Tariff::currency);
    }

    /** {@return price of a kilowatt-hour at a time; empty where none is known} */
    public OptionalDouble pricePerKwh(Instant at) {
        var from = quarter(at);
        return terms.tariff()
                .map(tariff -> tariff.price().over(from, from.plusSeconds(QUARTER_S)))
                .filter(mean -> mean.known() > 0)
                .map(mean -> OptionalDouble.of(mean.value()))
                .orElse(OptionalDouble.empty());
    }

    /** {@return carbon of a kilowatt-hour from the grid at a time, in g; that of the year where the hour has none} */
    public double gramsPerKwh(Instant at) {
        var from = quarter(at);
        return terms.hourly()
                .map(it -> it.gramsPerKwh().over(from, from.plusSeconds(QUARTER_S)))
                .filter(mean -> mean.known() >= 1)
                .map(io.negawatt.core.series.StepSeries.Mean::value)
                .orElse(terms.location().gramsPerKwh().mid());
    }

    private static Instant quarter(Instant at) {
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), QUARTER_S) * QUARTER_S);
    }
}
