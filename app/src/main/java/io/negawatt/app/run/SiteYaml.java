package io.negawatt.app.run;

import io.negawatt.app.run.SiteDescription.Work;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.EnergyPrice;
import io.negawatt.core.units.PowerPrice;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.simulate.Cooling;
import io.negawatt.plan.simulate.GridConnection;
import io.negawatt.plan.simulate.PowerProfile;
import io.negawatt.plan.simulate.Site;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a site from YAML. */
final class SiteYaml {
    private static final List<String> KEYS =
            List.of("name", "timezone", "step", "grid", "battery", "cooling", "load", "solar", "wind", "jobs");
    private static final List<String> GRID =
            List.of("import_limit", "export_limit", "contract", "demand_charge", "export_price");
    private static final List<String> COOLING = List.of("fans", "supply", "approach", "carnot");
    private static final List<String> JOB =
            List.of("id", "power", "duration", "profile", "release", "deadline", "interruptible");
    private static final String AT_MARKET = "market";

    private final YamlTree document;
    private final Map<String, YamlTree> values;
    private final List<Message> notes = new ArrayList<>();

    SiteYaml(YamlTree document) {
        this.document = document;
        this.values = document.map(KEYS);
    }

    SiteDescription site() {
        var zone = optional(values, "timezone").map(YamlFigures::zone).orElse(ZoneId.of("UTC"));
        var grid = need(document, values, "grid");
        var battery = BatteryYaml.read(optional(values, "battery"), notes);
        var border = grid.map(GRID);
        var back = optional(border, "export_price");
        boolean atMarket = back.map(it -> it.text().equals(AT_MARKET)).orElse(false);
        return new SiteDescription(
                optional(values, "name").map(YamlTree::text).orElse(document.file()),
                zone,
                optional(values, "step").map(YamlFigures::duration),
                new Site(connection(grid, border), battery.battery(), cooling()),
                battery.startJ(),
                battery.endJ(),
                demand(border),
                window(border),
                atMarket ? Optional.empty() : back.map(SiteYaml::price),
                atMarket,
                optional(values, "load").map(YamlFigures::watts).orElse(0.0),
                peak("solar"),
                peak("wind"),
                jobs(zone),
                notes);
    }

    private GridConnection connection(YamlTree grid, Map<String, YamlTree> border) {
        double importW = YamlFigures.watts(need(grid, border, "import_limit"));
        double exportW =
                optional(border, "export_limit").map(YamlFigures::watts).orElse(0.0);
        var contract = optional(border, "contract");
        double contractW = contract.map(YamlFigures::watts).orElse(Double.POSITIVE_INFINITY);
        contract.filter(_ -> contractW > importW)
                .ifPresent(it -> notes.add(it.said(
                        "site.note.contract",
                        it.text(),
                        need(grid, border, "import_limit").text())));
        return new GridConnection(importW, exportW, contractW);
    }

    private static Optional<PowerPrice> demand(Map<String, YamlTree> border) {
        return optional(border, "demand_charge").map(it -> {
            var price = need(it, it.map(List.of("price", "window")), "price");
            return YamlFigures.read(price, "site.bad.powerPrice", Quantities::powerPrice);
        });
    }

    private static Duration window(Map<String, YamlTree> border) {
        return optional(border, "demand_charge")
                .flatMap(it -> optional(it.map(List.of("price", "window")), "window"))
                .map(YamlFigures::duration)
                .orElse(Duration.ofMinutes(15));
    }

    private static EnergyPrice price(YamlTree value) {
        return YamlFigures.read(value, "site.bad.price", Quantities::price);
    }

    private Cooling cooling() {
        return optional(values, "cooling")
                .map(it -> {
                    var parts = it.map(COOLING);
                    return new Cooling(
                            optional(parts, "fans").map(YamlFigures::share).orElse(0.0),
                            YamlFigures.celsius(need(it, parts, "supply")),
                            optional(parts, "approach").map(YamlFigures::kelvin).orElse(0.0),
                            optional(parts, "carnot").map(YamlFigures::share).orElse(0.4));
                })
                .orElse(Cooling.NONE);
    }

    private double peak(String what) {
        return optional(values, what)
                .map(it -> YamlFigures.watts(need(it, it.map(List.of("peak")), "peak")))
                .orElse(0.0);
    }

    private List<Work> jobs(ZoneId zone) {
        var jobs = new ArrayList<Work>();
        for (var item : optional(values, "jobs").map(YamlTree::list).orElse(List.of())) {
            var parts = item.map(JOB);
            var work = new Work(
                    need(item, parts, "id").text(),
                    profile(item, parts),
                    optional(parts, "release").map(it -> time(it, zone)),
                    optional(parts, "deadline").map(it -> time(it, zone)),
                    optional(parts, "interruptible").map(YamlFigures::yes).orElse(false));
            if (jobs.stream().anyMatch(job -> job.id().equals(work.id()))) {
                throw new BadInputException(item.said("site.bad.twice", work.id()));
            }
            checkTimes(item, work);
            jobs.add(work);
        }
        return jobs;
    }

    private static void checkTimes(YamlTree item, Work work) {
        if (work.release().isPresent()
                && work.deadline().isPresent()
                && !work.deadline().get().isAfter(work.release().get())) {
            throw new BadInputException(item.said(
                    "site.bad.deadline",
                    work.id(),
                    work.deadline().get(),
                    work.release().get()));
        }
    }

    private static PowerProfile profile(YamlTree item, Map<String, YamlTree> parts) {
        if (!parts.containsKey("profile")) {
            double lengthS = YamlFigures.duration(need(item, parts, "duration")).toMillis() / 1000.0;
            return PowerProfile.constant(lengthS, YamlFigures.watts(need(item, parts, "power")));
        }
        return new PowerProfile(need(item, parts, "profile").list().stream()
                .map(piece -> {
                    var pair = piece.map(List.of("for", "power"));
                    double lengthS =
                            YamlFigures.duration(need(piece, pair, "for")).toMillis() / 1000.0;
                    return new PowerProfile.Piece(lengthS, YamlFigures.watts(need(piece, pair, "power")));
                })
                .toList());
    }

    private static Instant time(YamlTree value, ZoneId zone) {
        String text = value.text().replace(' ', 'T');
        try {
            if (text.length() == "2026-01-01".length()) {
                return LocalDate.parse(text).atStartOfDay(zone).toInstant();
            }
            boolean named = text.endsWith("Z") || text.matches(".*T.*[+-]\\d{2}:?\\d{2}");
            return named
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new BadInputException(value.said("site.bad.time", value.text()), e);
        }
    }

    static Optional<YamlTree> optional(Map<String, YamlTree> values, String key) {
        return Optional.ofNullable(values.get(key));
    }

    static YamlTree need(YamlTree owner, Map<String, YamlTree> values, String key) {
        var value = values.get(key);
        if (value == null) {
            throw new YamlTree(owner.file(), key, owner.node()).bad("missing");
        }
        return value;
    }
}
