package io.negawatt.app.run;

import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.account.Terms.Term;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.catalog.Figure;
import io.negawatt.core.catalog.Hardware;
import io.negawatt.core.catalog.Machine;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a run takes place, as far as somebody said so; the catalog fills in the rest.
 *
 * @param zone grid zone or cloud region; the world where nobody said
 * @param tariff price of electricity
 * @param pue power usage effectiveness of the site, at least 1
 * @param marketGramsPerKwh carbon of the electricity that was bought, in g/kWh
 * @param idlePolicy who bears idle energy
 * @param reservedFraction part of the host that is reserved for the run
 * @param carbon carbon of the grid where the run takes place
 */
public record Site(
        Optional<String> zone,
        Optional<Tariff> tariff,
        OptionalDouble pue,
        OptionalDouble marketGramsPerKwh,
        IdlePolicy idlePolicy,
        double reservedFraction,
        GridCarbon carbon) {
    private static final double GRAMS_PER_KG = 1000;
    private static final double SECONDS_PER_YEAR = 365.25 * 24 * 3600;
    /** A site's own PUE is a yearly mean; the hour may differ by this fraction. */
    private static final double PUE_ERROR = 0.08;

    /** A site whose grid has the catalog's factor. */
    public Site(
            Optional<String> zone,
            Optional<Tariff> tariff,
            OptionalDouble pue,
            OptionalDouble marketGramsPerKwh,
            IdlePolicy idlePolicy,
            double reservedFraction) {
        this(zone, tariff, pue, marketGramsPerKwh, idlePolicy, reservedFraction, new OfCatalog());
    }

    /** What is known of the carbon of the grid beside the factors of the catalog. */
    public sealed interface GridCarbon {}

    /** Nothing: the catalog's factor of the zone holds. */
    public record OfCatalog() implements GridCarbon {}

    /** One figure in g/kWh. */
    public record Constant(double gramsPerKwh) implements GridCarbon {}

    /** A figure for each hour; the catalog's factor of the zone where there is none. */
    public record Hourly(Terms.HourlyFactor factor) implements GridCarbon {}

    /** {@return the terms of a run on a machine of which nothing is known; its hardware is left out} */
    public Terms terms() {
        var nothing = new Terms.Hardware(Interval.ZERO, Interval.ZERO, SECONDS_PER_YEAR, List.of(), "");
        return terms(Catalog.load(), nothing);
    }

    /** {@return the terms of a run on {@code machine}} */
    public Terms terms(Catalog catalog, Machine machine) {
        return terms(catalog, hardware(catalog, machine));
    }

    private Terms terms(Catalog catalog, Terms.Hardware hardware) {
        String place = zone.orElse("World");
        return new Terms(
                idlePolicy,
                reservedFraction,
                tariff,
                location(catalog, place),
                market(catalog, place),
                pue(catalog, place),
                term(catalog.cloudRegion(place).isPresent() ? catalog.wue(place) : catalog.wue()),
                term(catalog.ewf(place)),
                hardware,
                carbon instanceof Hourly hourly ? Optional.of(hourly.factor()) : Optional.empty());
    }

    private Factor location(Catalog catalog, String place) {
        return carbon instanceof Constant constant
                ? given(catalog.location(place), "average", constant.gramsPerKwh(), "--carbon")
                : catalog.location(place);
    }

    private Factor market(Catalog catalog, String place) {
        if (marketGramsPerKwh.isEmpty()) {
            return catalog.market(place);
        }
        return given(catalog.location(place), "contract", marketGramsPerKwh.getAsDouble(), "--market");
    }

    private static Factor given(Factor like, String mix, double gramsPerKwh, String source) {
        return new Factor(
                like.zone(),
                new Factor.Kind(like.kind().gas(), like.kind().boundary(), mix),
                like.year(),
                Interval.exactly(gramsPerKwh),
                source);
    }

    private Term pue(Catalog catalog, String place) {
        if (pue.isPresent()) {
            double value = pue.getAsDouble();
            double half = (value - 1) * PUE_ERROR;
            return new Term(new Interval(value - half, value, value + half), Tier.MODELED, "--pue");
        }
        return term(catalog.cloudRegion(place).isPresent() ? catalog.pue(place) : catalog.pue());
    }

    private static Term term(Figure figure) {
        return new Term(figure.value(), Tier.DEFAULT, figure.origin().source());
    }

    private static Terms.Hardware hardware(Catalog catalog, Machine machine) {
        var hardware = catalog.hardware(machine);
        return new Terms.Hardware(
                hardware.embodiedKg().times(GRAMS_PER_KG),
                hardware.massKg().times(GRAMS_PER_KG),
                hardware.lifetimeYears().mid() * SECONDS_PER_YEAR,
                parts(hardware),
                hardware.source());
    }

    private static List<String> parts(Hardware hardware) {
        return hardware.parts().stream()
                .map(part -> Numbers.significant(part.count(), 3) + " × "
                        + part.names().en())
                .toList();
    }
}
