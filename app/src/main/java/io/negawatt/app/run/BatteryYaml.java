package io.negawatt.app.run;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.simulate.Battery;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a battery from YAML.
 *
 * @param startJ what it holds at the start
 * @param endJ what it is to hold at the end
 */
record BatteryYaml(Battery battery, double startJ, double endJ) {
    private static final List<String> KEYS = List.of(
            "capacity",
            "charge",
            "discharge",
            "inverter",
            "efficiency",
            "charge_efficiency",
            "discharge_efficiency",
            "self_discharge_per_day",
            "floor",
            "ceiling",
            "start",
            "end",
            "wear",
            "price",
            "cycles",
            "life");
    private static final double J_PER_KWH = 3.6e6;
    private static final double S_PER_DAY = 86_400;

    /** {@return the battery, or none} */
    static BatteryYaml read(Optional<YamlTree> value, List<Message> notes) {
        return value.map(it -> read(it, notes)).orElse(new BatteryYaml(Battery.NONE, 0, 0));
    }

    private static BatteryYaml read(YamlTree value, List<Message> notes) {
        var parts = value.map(KEYS);
        double capacityJ = YamlFigures.joules(SiteYaml.need(value, parts, "capacity"));
        if (capacityJ == 0) {
            notes.add(value.said("site.note.noBattery"));
            return new BatteryYaml(Battery.NONE, 0, 0);
        }
        double both = share(parts, "efficiency", 0.95);
        double floor = share(parts, "floor", 0);
        double ceiling = share(parts, "ceiling", 1);
        if (floor > ceiling) {
            throw new BadInputException(value.said("site.bad.floor", floor, ceiling));
        }
        double chargeW = power(value, parts, "charge", notes);
        var battery = new Battery(
                capacityJ,
                chargeW,
                parts.containsKey("discharge") ? power(value, parts, "discharge", notes) : chargeW,
                efficiency(value, parts, "charge_efficiency", both),
                efficiency(value, parts, "discharge_efficiency", both),
                -Math.log1p(-Math.min(0.999, share(parts, "self_discharge_per_day", 0))) / S_PER_DAY,
                floor,
                ceiling,
                wear(value, parts, capacityJ));
        double start = Math.clamp(share(parts, "start", 0.5), floor, ceiling);
        return new BatteryYaml(
                battery, start * capacityJ, Math.clamp(share(parts, "end", start), floor, ceiling) * capacityJ);
    }

    private static double efficiency(YamlTree value, Map<String, YamlTree> parts, String key, double otherwise) {
        double share = share(parts, key, otherwise);
        if (share == 0) {
            throw new BadInputException(value.said("site.bad.efficiency", key));
        }
        return share;
    }

    /** What is above the inverter cannot flow. */
    private static double power(YamlTree value, Map<String, YamlTree> parts, String key, List<Message> notes) {
        var given = SiteYaml.need(value, parts, key);
        double watts = YamlFigures.watts(given);
        double mostW =
                SiteYaml.optional(parts, "inverter").map(YamlFigures::watts).orElse(Double.POSITIVE_INFINITY);
        if (watts > mostW) {
            notes.add(given.said("site.note.inverter", given.text(), new Power(mostW)));
        }
        return Math.min(watts, mostW);
    }

    /** Wear is told by the energy, or comes from the price of a new battery and how long it lasts. */
    private static Battery.Wear wear(YamlTree value, Map<String, YamlTree> parts, double capacityJ) {
        if (parts.containsKey("wear")) {
            var price = YamlFigures.read(SiteYaml.need(value, parts, "wear"), "site.bad.price", Quantities::price);
            return new Battery.Wear(Math.max(0, price.perKwh()) / J_PER_KWH, 0);
        }
        if (!parts.containsKey("price")) {
            return Battery.Wear.NONE;
        }
        double price = YamlFigures.read(SiteYaml.need(value, parts, "price"), "site.bad.money", Quantities::money)
                .amount();
        double lifeS = YamlFigures.duration(SiteYaml.need(value, parts, "life")).toSeconds();
        var cycles = SiteYaml.need(value, parts, "cycles");
        if (!cycles.text().matches("[1-9]\\d{0,6}")) {
            throw new BadInputException(cycles.said("site.bad.cycles", cycles.text()));
        }
        return Battery.Wear.of(price, capacityJ, Integer.parseInt(cycles.text()), lifeS);
    }

    private static double share(Map<String, YamlTree> parts, String key, double otherwise) {
        return SiteYaml.optional(parts, key).map(YamlFigures::share).orElse(otherwise);
    }
}
