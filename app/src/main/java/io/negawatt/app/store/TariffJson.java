package io.negawatt.app.store;

import io.negawatt.core.account.DemandCharge;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms.HourlyFactor;
import io.negawatt.core.account.Tiers;
import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.account.TimeOfUse.Band;
import io.negawatt.core.account.TimeOfUse.Span;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.PowerPrice;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Month;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prices and factors by the hour as JSON, each part's reader below its writer: {@code per_kwh} for one price, {@code timezone}
 * and {@code bands} for bands of the clock, {@code series} for a price series; {@code tiers} and {@code demand} where there are
 * any.
 */
final class TariffJson {
    private static final int MINUTES_PER_HOUR = 60;

    private TariffJson() {}

    static void write(JsonOut out, Tariff tariff) {
        out.text("name", tariff.name()).text("currency", tariff.currency());
        switch (tariff.price()) {
            case Tariff.Flat flat -> out.number("per_kwh", flat.perKwh());
            case TimeOfUse bands -> {
                out.text("timezone", bands.zone().getId());
                out.objects("bands", bands.bands(), band -> band(out, band));
            }
            case Tariff.Series series -> series(out, "series", series.perKwh());
        }
        tariff.tiers().ifPresent(tiers -> out.object("tiers", it -> tiers(it, tiers)));
        tariff.demand().ifPresent(demand -> out.object("demand", it -> demand(it, demand)));
    }

    static Tariff read(JsonIn in) {
        String currency = in.text("currency");
        return new Tariff(
                in.text("name"),
                currency,
                price(in),
                in.optionalObject("tiers").map(TariffJson::tiers),
                in.optionalObject("demand").map(it -> demand(it, currency)));
    }

    private static void tiers(JsonOut out, Tiers tiers) {
        out.text("timezone", tiers.zone().getId());
        out.objects(
                "steps",
                tiers.steps(),
                step -> out.number("above_kwh", step.aboveKwh()).number("adds_per_kwh", step.addsPerKwh()));
        if (tiers.usedKwh().isPresent()) {
            out.number("used_kwh", tiers.usedKwh().getAsDouble());
        }
    }

    private static Tiers tiers(JsonIn in) {
        return new Tiers(
                ZoneId.of(in.text("timezone")),
                in.objects("steps", it -> new Tiers.Step(it.number("above_kwh"), it.number("adds_per_kwh"))),
                in.optionalNumber("used_kwh"));
    }

    private static void demand(JsonOut out, DemandCharge demand) {
        out.number("per_kw", demand.price().perKw());
        switch (demand.basis()) {
            case DemandCharge.Contract contract ->
                out.number("contract_w", contract.power().watts());
            case DemandCharge.Peak peak -> out.whole("window_min", peak.windowMinutes());
        }
    }

    private static DemandCharge demand(JsonIn in, String currency) {
        var contractW = in.optionalNumber("contract_w");
        return new DemandCharge(
                new PowerPrice(in.number("per_kw"), currency),
                contractW.isPresent()
                        ? new DemandCharge.Contract(new Power(contractW.getAsDouble()))
                        : new DemandCharge.Peak(in.whole("window_min")));
    }

    private static Tariff.Price price(JsonIn in) {
        if (in.names().contains("bands")) {
            return new TimeOfUse(ZoneId.of(in.text("timezone")), in.objects("bands", TariffJson::band));
        }
        return in.names().contains("series")
                ? new Tariff.Series(series(in, "series"))
                : new Tariff.Flat(in.number("per_kwh"));
    }

    private static void band(JsonOut out, Band band) {
        out.text("name", band.name()).number("per_kwh", band.perKwh());
        out.texts("months", ids(band.months()));
        out.texts("days", ids(band.days()));
        out.texts("hours", band.hours().stream().map(TariffJson::span).toList());
    }

    private static Band band(JsonIn in) {
        return new Band(
                in.text("name"),
                in.number("per_kwh"),
                constants(in, "months", Month.class),
                constants(in, "days", DayOfWeek.class),
                in.texts("hours").stream().map(TariffJson::span).toList());
    }

    private static List<String> ids(List<? extends Enum<?>> values) {
        return values.stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static <E extends Enum<E>> List<E> constants(JsonIn in, String name, Class<E> type) {
        return in.texts(name).stream()
                .map(id -> JsonIn.constant(type, id, in.path() + "." + name))
                .toList();
    }

    private static String span(Span span) {
        return "%s-%s".formatted(time(span.fromMinute()), time(span.toMinute()));
    }

    private static Span span(String text) {
        int[] parts =
                Arrays.stream(text.split("[:-]")).mapToInt(Integer::parseInt).toArray();
        if (parts.length != 4) {
            throw new IllegalArgumentException("'%s' is no part of a day, such as 08:00-12:00".formatted(text));
        }
        return new Span(parts[0] * MINUTES_PER_HOUR + parts[1], parts[2] * MINUTES_PER_HOUR + parts[3]);
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / MINUTES_PER_HOUR, minute % MINUTES_PER_HOUR);
    }

    static void hourly(JsonOut out, HourlyFactor factor) {
        out.text("source", factor.source());
        series(out, "g_per_kwh", factor.gramsPerKwh());
    }

    static HourlyFactor hourly(JsonIn in) {
        return new HourlyFactor(in.text("source"), series(in, "g_per_kwh"));
    }

    private static void series(JsonOut out, String name, StepSeries series) {
        out.objects(
                name,
                series.blocks(),
                block -> out.text("from", block.from().toString())
                        .text("step", block.step().toString())
                        .numbers("values", block.values()));
    }

    private static StepSeries series(JsonIn in, String name) {
        return new StepSeries(in.objects(
                name,
                it -> new StepSeries.Block(it.instant("from"), Duration.parse(it.text("step")), it.numbers("values"))));
    }
}
