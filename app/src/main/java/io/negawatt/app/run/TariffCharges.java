package io.negawatt.app.run;

import io.negawatt.core.account.DemandCharge;
import io.negawatt.core.account.Tiers;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.EnergyPrice;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Reads what a tariff says by the month: tiers and the demand charge.
 *
 * @param currency of all prices before
 * @param flat the one price of the tariff; empty where it has bands
 */
record TariffCharges(String currency, Optional<EnergyPrice> flat) {
    private static final List<Duration> WINDOWS = List.of(Duration.ofMinutes(15), Duration.ofMinutes(30));

    /** {@return tiers; beside one price each gives its own, beside bands each gives what it adds} */
    Tiers tiers(YamlTree value, ZoneId zone) {
        var steps = new ArrayList<Tiers.Step>();
        double belowKwh = 0;
        for (var item : value.list()) {
            String price = flat.isPresent() ? "price" : "adds";
            var step = item.map(List.of("above", price));
            var above = need(item, step, "above");
            double aboveKwh = quantity(above, "tier", Quantities::energy).kilowattHours();
            if (aboveKwh <= belowKwh) {
                throw above.bad("rising", above.text());
            }
            var perKwh = TariffYaml.price(need(item, step, price));
            sameCurrency(step.getOrDefault(price, item), perKwh.currency());
            steps.add(new Tiers.Step(
                    aboveKwh, perKwh.perKwh() - flat.map(EnergyPrice::perKwh).orElse(0.0)));
            belowKwh = aboveKwh;
        }
        return new Tiers(zone, steps, OptionalDouble.empty());
    }

    /** {@return the charge for power on contract, or for the highest mean over 15 or 30 minutes} */
    DemandCharge demand(YamlTree value) {
        var values = value.map(List.of("price", "contract", "window"));
        var price = need(value, values, "price");
        var perKw = quantity(price, "powerPrice", Quantities::powerPrice);
        sameCurrency(price, perKw.currency());
        if (values.containsKey("contract") == values.containsKey("window")) {
            throw value.bad("basis");
        }
        return new DemandCharge(
                perKw,
                Optional.ofNullable(values.get("contract"))
                        .map(TariffCharges::contract)
                        .orElseGet(() -> window(need(value, values, "window"))));
    }

    private static DemandCharge.Basis contract(YamlTree value) {
        return new DemandCharge.Contract(quantity(value, "power", Quantities::power));
    }

    private static DemandCharge.Basis window(YamlTree value) {
        var window = quantity(value, "window", Quantities::duration);
        if (!WINDOWS.contains(window)) {
            throw value.bad("window", value.text());
        }
        return new DemandCharge.Peak((int) window.toMinutes());
    }

    private static YamlTree need(YamlTree parent, Map<String, YamlTree> values, String key) {
        return Optional.ofNullable(values.get(key))
                .orElseThrow(() -> new YamlTree(parent.file(), key, parent.node()).bad("missing"));
    }

    private static <T> T quantity(YamlTree value, String bad, Function<String, T> read) {
        try {
            return read.apply(value.text());
        } catch (BadInputException e) {
            throw new BadInputException(value.bad(bad, value.text()).text(), e);
        }
    }

    private void sameCurrency(YamlTree value, String other) {
        if (!other.equals(currency)) {
            throw value.bad("currencies", other, currency);
        }
    }
}
