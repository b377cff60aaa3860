package io.negawatt.core.account;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Money;
import io.negawatt.core.units.Power;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a run used, closed and complete. Every list of parts sums, with {@code residualJ}, to the total.
 *
 * @param id id of the run
 * @param name what a person calls it
 * @param command the command and its arguments; empty for an accounted trace
 * @param host host it ran on, or the hosts, joined by commas, of a merged job
 * @param job the job it is a rank of
 * @param status how it ended
 * @param exitCode exit code of the command; empty where there is none
 * @param from start on the run's clock
 * @param to end on the run's clock
 * @param elapsedS time from start to end, in s
 * @param coveredS part of it in which every counted channel has a figure, in s
 * @param gapS the rest, in s
 * @param components the five terms, in the order of {@link Component}, those of 0 J too
 * @param totalJ sum of the components
 * @param residualJ part of the total that no process, rank or phase can be charged with
 * @param othersJ energy that the same devices used for others meanwhile; not part of the total
 * @param idlePolicies what the run's total would be under each policy
 * @param cost money; empty where no price is known
 * @param demand what the tariff charges for power beside that; empty where it charges nothing
 * @param carbon carbon by both methods of Scope 2
 * @param waterL water in L, on site and at the power stations
 * @param hardware the share of making and scrapping the machine
 * @param work what was counted, with the energy of one unit
 * @param ranks energy by rank; empty where no rank is known
 * @param phases energy by phase, with the time outside any phase under {@link #OUTSIDE}; empty where no phase was told
 * @param processes energy by process
 * @param gaps what is missing, and why
 * @param notes what a reader should know
 * @param terms the terms it rests on
 */
public record Account(
        String id,
        String name,
        List<String> command,
        String host,
        Optional<RunEvent.Job> job,
        Status status,
        OptionalInt exitCode,
        Instant from,
        Instant to,
        double elapsedS,
        double coveredS,
        double gapS,
        List<ComponentUse> components,
        Interval totalJ,
        double residualJ,
        double othersJ,
        IdlePolicies idlePolicies,
        Optional<Cost> cost,
        Optional<Demand> demand,
        Carbon carbon,
        Interval waterL,
        HardwareUse hardware,
        List<Work> work,
        List<Part> ranks,
        List<Part> phases,
        List<Part> processes,
        List<GapSpan> gaps,
        List<Message> notes,
        Terms terms) {

    /** Name of the part that holds what happened outside every phase or belongs to no rank. */
    public static final String OUTSIDE = "-";

    /** {@return what a kWh of the run cost on the mean, in the currency of its cost; empty where no price is known} */
    public OptionalDouble meanPricePerKwh() {
        var flat = terms.tariff()
                .filter(Tariff::isConstant)
                .map(Tariff::price)
                .filter(Tariff.Flat.class::isInstance)
                .map(Tariff.Flat.class::cast);
        if (cost.isEmpty() || flat.isPresent()) {
            return flat.isPresent() ? OptionalDouble.of(flat.get().perKwh()) : OptionalDouble.empty();
        }
        return totalJ.mid() > 0
                ? OptionalDouble.of(cost.get().amount().mid() / totalJ.mid() * Energy.JOULES_PER_KWH)
                : OptionalDouble.empty();
    }

    /** How a run ended. */
    public enum Status {
        /** The command ended by itself, well or not. */
        COMPLETE,
        /** The run was cut short; the account holds all that was journalled. */
        INTERRUPTED;

        /** {@return the name in files, such as {@code complete}} */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One term of the account.
     *
     * @param energyJ the run's energy, with its interval
     * @param tier the weakest tier among the sources that make up at least 1 % of it
     * @param sources what it is made of; their energies sum to the figure
     */
    public record ComponentUse(Component component, Interval energyJ, Tier tier, List<Source> sources) {}

    /**
     * One channel's part in a component.
     *
     * @param channel id of the channel, or the name of the term that computed it, such as {@code pue}
     * @param meter kind of meter
     * @param label what a person calls the device
     * @param energyJ the run's part of what the channel metered, in J
     * @param residualJ part of {@code energyJ} that no process can be charged with, in J
     * @param meteredJ all that the channel metered, the use of others included, in J
     * @param coveredS time for which the channel has a figure, in s
     * @param details channels inside this one, which explain it and are not added to it
     */
    public record Source(
            String channel,
            String meter,
            String label,
            Scope scope,
            Tier tier,
            double energyJ,
            double residualJ,
            double meteredJ,
            double coveredS,
            List<Source> details) {}

    /** The run's total in J, residual included, under each idle policy. */
    public record IdlePolicies(double usedJ, double reservedJ, double unallocatedJ) {}

    /** Money, in the currency of the tariff. */
    public record Cost(Interval amount, String currency) {}

    /**
     * What a month of power costs, as far as the run tells; no part of its {@link Cost}.
     *
     * @param windowMinutes length of the windows over which power is averaged; empty for power on contract
     * @param power power on contract, or the highest mean over a window that the run reached by itself
     * @param perMonth the charge of a month in which no window is higher
     */
    public record Demand(OptionalInt windowMinutes, Power power, Money perMonth) {}

    /** Carbon in g, location-based and market-based, each with the factor it rests on. */
    public record Carbon(Interval locationG, Interval marketG, Factor location, Factor market) {}

    /** The run's share of making the machine, in g CO2e, and of its scrap, in g. */
    public record HardwareUse(Interval embodiedG, Interval ewasteG) {}

    /**
     * Work that the run's program counted.
     *
     * @param unit what was counted, such as {@code tokens}
     * @param amount how many
     * @param energyJPerUnit energy of one unit, in J
     * @param sciGPerUnit software carbon intensity (ISO/IEC 21031), in g CO2e a unit
     */
    public record Work(String unit, double amount, Interval energyJPerUnit, Interval sciGPerUnit) {
        private static final List<String> FOREMOST =
                List.of("tokens", "images", "samples", "requests", "products", "steps", "epochs");

        /** What a run is for before how it went about it: tokens first, bytes that it moved last. */
        static final Comparator<Work> FOREMOST_FIRST =
                Comparator.comparingInt(Work::place).thenComparing(Work::unit);

        private int place() {
            int place = FOREMOST.indexOf(unit);
            return place < 0 ? FOREMOST.size() : place;
        }
    }

    /**
     * A part of the total.
     *
     * @param name name of the rank, phase or process; {@link #OUTSIDE} for the rest
     * @param energyJ its energy, the cooling that it causes included, in J
     * @param timeS time in the phase or life of the process, in s
     * @param cpuS CPU time used, in s
     */
    public record Part(String name, double energyJ, double timeS, double cpuS) {}

    /** A time for which a channel has no figure, and why. */
    public record GapSpan(String channel, Instant from, Instant to, Message reason) {}
}
