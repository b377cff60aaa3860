package io.negawatt.core.account;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.StepSeries;
import io.negawatt.core.units.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The terms on which joules are shared out and turned into money, carbon, water and hardware. They are written into the run
 * when it starts, so that it gives the same account for ever, and can be restated by giving other terms.
 *
 * @param idlePolicy who bears idle energy
 * @param reservedFraction part of the host that is reserved for the run, 0 to 1; used by {@link IdlePolicy#RESERVED} and for
 *     the embodied share
 * @param tariff what a kilowatt-hour costs; empty where nobody said
 * @param location factor of the grid where the run takes place
 * @param market factor of the electricity that was bought; where no contract is known, the residual mix or the location's own
 * @param pue power usage effectiveness of the site, at least 1
 * @param wue water used on site for cooling, in L per kWh of IT energy
 * @param ewf water used to generate electricity, in L/kWh
 * @param hardware the machine that is worn meanwhile
 * @param hourly the location's factor by the hour; empty where only that of the year is known
 */
public record Terms(
        IdlePolicy idlePolicy,
        double reservedFraction,
        Optional<Tariff> tariff,
        Factor location,
        Factor market,
        Term pue,
        Term wue,
        Term ewf,
        Hardware hardware,
        Optional<HourlyFactor> hourly) {
    private static final Duration LONGEST_RUN = Duration.ofDays(366);

    /** Terms whose carbon factor is that of the year. */
    public Terms(
            IdlePolicy idlePolicy,
            double reservedFraction,
            Optional<Tariff> tariff,
            Factor location,
            Factor market,
            Term pue,
            Term wue,
            Term ewf,
            Hardware hardware) {
        this(idlePolicy, reservedFraction, tariff, location, market, pue, wue, ewf, hardware, Optional.empty());
    }

    /** {@return the terms as a run takes them along that begins at {@code start}: series for a year from then on} */
    public Terms from(Instant start) {
        return within(start, start.plus(LONGEST_RUN));
    }

    /** {@return the terms with the part of their series that a run needs} */
    public Terms within(Instant from, Instant to) {
        return new Terms(
                idlePolicy,
                reservedFraction,
                tariff.map(it -> it.within(from, to)),
                location,
                market,
                pue,
                wue,
                ewf,
                hardware,
                hourly.map(it -> new HourlyFactor(it.source(), it.gramsPerKwh().within(from, to))));
    }

    /**
     * Carbon of the location's grid by the hour. Energy in a gap of the series takes the location's factor of the year, and
     * the gas and the boundary are taken to be those of that factor.
     *
     * @param source who says so, such as a file name
     * @param gramsPerKwh the factor in g/kWh, at least 0
     */
    public record HourlyFactor(String source, StepSeries gramsPerKwh) {

        /** {@return the factor of a run, with {@code yearly} for the part of the energy that has no hour} */
        Factor factor(Factor yearly, int year, StepSeries.Mean mean) {
            var grams = Interval.exactly(mean.value());
            if (mean.known() < 1) {
                grams = grams.times(mean.known())
                        .plusCorrelated(yearly.gramsPerKwh().times(1 - mean.known()));
            }
            var kind = new Factor.Kind(yearly.kind().gas(), yearly.kind().boundary(), "average");
            return new Factor(yearly.zone(), kind, year, grams, source);
        }
    }

    /**
     * One figure that the account rests on.
     *
     * @param value the figure in the unit that the name of the term implies
     * @param tier how it is known
     * @param source who says so
     */
    public record Term(Interval value, Tier tier, String source) {}

    /**
     * What was built and will be thrown away, as a range because published figures differ by more than ten.
     *
     * @param embodiedG carbon of making the whole host, in g CO2e
     * @param massG mass that becomes e-waste, in g
     * @param lifetimeS time over which both are spread, in s
     * @param parts what was counted, for people, such as {@code 8 × H100, server without GPUs}
     * @param source who says so
     */
    public record Hardware(Interval embodiedG, Interval massG, double lifetimeS, List<String> parts, String source) {}
}
