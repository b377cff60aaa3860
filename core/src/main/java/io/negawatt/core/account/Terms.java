package io.negawatt.core.account;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.units.Interval;
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
        Hardware hardware) {

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
