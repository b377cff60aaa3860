package io.negawatt.app.run;

import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.account.TimeOfUse.Band;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.EnergyPrice;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads a tariff of one price or of bands of the clock, with tiers and a demand charge, from YAML; docs/tariffs.md describes the form. */
final class TariffYaml {
    private static final List<String> KEYS =
            List.of("name", "price", "timezone", "prices", "hours", "tiers", "demand_charge");
    private static final List<String> WHEN = List.of("months", "days");

    private final YamlTree document;
    private final Map<String, YamlTree> values;

    private TariffYaml(YamlTree document) {
        this.document = document;
        this.values = document.map(KEYS);
    }

    static Tariff read(Path file) {
        return new TariffYaml(YamlTree.read(file)).tariff();
    }

    private Tariff tariff() {
        String name = values.containsKey("name") ? need("name").text() : document.file();
        boolean flat = values.containsKey("price");
        if (flat) {
            refuseBands();
        }
        var prices = flat ? Map.of("price", price(need("price"))) : prices();
        var first = prices.values().iterator().next();
        var charges = new TariffCharges(first.currency(), flat ? Optional.of(first) : Optional.empty());
        return new Tariff(
                name,
                first.currency(),
                flat ? new Tariff.Flat(first.perKwh()) : bands(prices),
                Optional.ofNullable(values.get("tiers")).map(it -> charges.tiers(it, zone(need("timezone")))),
                Optional.ofNullable(values.get("demand_charge")).map(charges::demand));
    }

    /** One price has no bands, and needs a clock only where tiers count by the month. */
    private void refuseBands() {
        var others = values.containsKey("tiers") ? List.of("prices", "hours") : List.of("prices", "hours", "timezone");
        for (String other : others) {
            Optional.ofNullable(values.get(other)).ifPresent(it -> {
                throw it.bad("both");
            });
        }
    }

    private YamlTree need(String key) {
        var value = values.get(key);
        if (value == null) {
            throw values.isEmpty() ? BadInputException.of("tariff.bad.empty", document.file()) : missing(key);
        }
        return value;
    }

    private BadInputException missing(String key) {
        return new YamlTree(document.file(), key, document.node()).bad("missing");
    }

    private Map<String, EnergyPrice> prices() {
        var prices = new LinkedHashMap<String, EnergyPrice>();
        for (var entry : need("prices").map().entrySet()) {
            var value = entry.getValue();
            var price = price(value);
            if (WHEN.contains(entry.getKey())) {
                throw value.bad("unknown", "peak, flat, valley …");
            }
            prices.values().stream()
                    .findFirst()
                    .filter(first -> !first.currency().equals(price.currency()))
                    .ifPresent(first -> {
                        throw value.bad("currencies", price.currency(), first.currency());
                    });
            prices.put(entry.getKey(), price);
        }
        if (prices.isEmpty()) {
            throw missing("prices");
        }
        return prices;
    }

    static EnergyPrice price(YamlTree value) {
        String text = value.text();
        EnergyPrice price;
        try {
            price = Quantities.price(text);
        } catch (BadInputException e) {
            throw new BadInputException(value.bad("price", text).text(), e);
        }
        if (price.perKwh() < 0) {
            throw value.bad("negative", text);
        }
        return price;
    }

    private TimeOfUse bands(Map<String, EnergyPrice> prices) {
        var zone = zone(need("timezone"));
        var bands = new ArrayList<Band>();
        var allowed = Stream.concat(WHEN.stream(), prices.keySet().stream()).toList();
        for (var season : need("hours").list()) {
            bands.addAll(season(season.map(allowed), prices));
        }
        for (var price : need("prices").map().values()) {
            if (bands.stream().noneMatch(band -> band.name().equals(price.key()))) {
                throw price.bad("unused");
            }
        }
        TimeOfUse.fault(bands).ifPresent(fault -> {
            throw bad(fault);
        });
        return new TimeOfUse(zone, bands);
    }

    private static List<Band> season(Map<String, YamlTree> season, Map<String, EnergyPrice> prices) {
        var months = Optional.ofNullable(season.get("months"))
                .map(TariffTimes::months)
                .orElse(List.of(Month.values()));
        var days =
                Optional.ofNullable(season.get("days")).map(TariffTimes::days).orElse(List.of(DayOfWeek.values()));
        var bands = new ArrayList<Band>();
        prices.forEach((name, price) -> Optional.ofNullable(season.get(name))
                .ifPresent(hours -> bands.add(new Band(name, price.perKwh(), months, days, TariffTimes.hours(hours)))));
        return bands;
    }

    private static ZoneId zone(YamlTree value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException e) {
            throw new BadInputException(value.bad("zone", value.text()).text(), e);
        }
    }

    private BadInputException bad(TimeOfUse.Fault fault) {
        String key = fault.bands().isEmpty() ? "tariff.bad.none" : "tariff.bad.overlap";
        String at = "%02d:%02d".formatted(fault.minute() / 60, fault.minute() % 60);
        return new BadInputException(Message.of(
                key,
                document.file(),
                fault.month().getValue(),
                TariffTimes.name(fault.day()),
                at,
                String.join(", ", fault.bands())));
    }
}
