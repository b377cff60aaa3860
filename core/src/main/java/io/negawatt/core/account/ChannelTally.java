package io.negawatt.core.account;

import io.negawatt.core.account.Account.GapSpan;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/**
 * What one channel metered, and who used the device meanwhile. Every instant since the start is either in a reading or in a
 * gap: a hole between two readings becomes a gap, and a reading that was counted before is left out.
 *
 * <p>Not thread-safe.
 */
final class ChannelTally {
    private final Channel channel;
    private final IdleFit idleFit = new IdleFit();
    private final Shares byProcess = new Shares();
    private final Shares byPhase = new Shares();
    private final List<GapSpan> gaps = new ArrayList<>();
    private final QuarterTally quarters;

    private final Instant start;
    private Instant end;
    private double meteredJ;
    private double coveredS;
    private double gapS;
    private double othersJ;
    private double othersHeldS;

    /** Readings that wait for the next word on who used the device, which for I/O and links comes less often than they do. */
    private double heldJ;

    private double heldFromS;
    private double heldS;

    // Activity since energy was last shared out.
    private boolean told;
    private double hostAmount;
    private double capacity;
    private double[] useByProcess = new double[4];
    private PhaseClock.Mark phaseMark = PhaseClock.Mark.START;

    ChannelTally(Channel channel, Instant start) {
        this.channel = channel;
        this.start = start;
        this.quarters = new QuarterTally(EnergySteps.intoQuarterS(start));
        this.end = start;
    }

    Channel channel() {
        return channel;
    }

    /** Notes who used the device; counts for the next reading. */
    void use(Activity activity) {
        told = true;
        hostAmount += activity.hostAmount();
        capacity += activity.capacity();
        var uses = activity.uses();
        for (int i = 0; i < uses.size(); i++) {
            var use = uses.get(i);
            if (use.process() >= useByProcess.length) {
                useByProcess = Arrays.copyOf(useByProcess, Math.max(use.process() + 1, useByProcess.length * 2));
            }
            useByProcess[use.process()] += use.amount();
        }
    }

    /** Takes the next reading; the energy that is charged to the run is laid on the curve. */
    void read(Reading reading, Phases phases, CurveBuilder curve) {
        if (reading instanceof Reading.Pending) {
            return;
        }
        if (!reading.to().isAfter(end)) {
            return;
        }
        boolean goesOn = reading instanceof Reading.Used used && used.from().equals(end);
        if (!goesOn && heldS > 0) {
            shareHeld(phases, curve);
        }
        if (reading.from().isAfter(end)) {
            missing(end, reading.from(), Message.of("gap.noReading"));
        }
        switch (reading) {
            case Reading.Gap gap -> missing(end, gap.to(), gap.reason());
            case Reading.Used used
            when used.from().isBefore(end) -> missing(end, used.to(), Message.of("gap.countedBefore"));
            case Reading.Used used -> count(used, phases, curve);
            case Reading.Pending pending -> throw new AssertionError(pending);
        }
    }

    private void count(Reading.Used used, Phases phases, CurveBuilder curve) {
        double energyJ = used.energy().joules();
        double fromS = seconds(start, used.from());
        double toS = seconds(start, used.to());
        double elapsedS = toS - fromS;
        end = used.to();
        meteredJ += energyJ;
        quarters.metered(fromS, toS, energyJ);
        coveredS += elapsedS;
        idleFit.see(energyJ / elapsedS);
        if (heldS == 0) {
            heldFromS = fromS;
        }
        heldJ += energyJ;
        heldS += elapsedS;
        if (channel.basis().equals(Activity.TIME)) {
            useByProcess[0] = heldS;
            hostAmount = heldS;
            capacity = heldS;
            told = true;
        }
        if (told) {
            shareHeld(phases, curve);
        }
    }

    private void shareHeld(Phases phases, CurveBuilder curve) {
        idleFit.add(capacity > 0 ? Math.min(1, hostAmount / capacity) : Double.NaN, heldJ / heldS, heldS);
        double toS = heldFromS + heldS;
        curve.add(channel, heldFromS, toS, share(heldJ, heldS, toS, phases));
        forgetActivity(phases.clock());
    }

    /** Lays on the curve what is still held, as the run's; changes nothing here. */
    void layHeld(CurveBuilder curve) {
        if (heldS > 0) {
            curve.add(channel, heldFromS, heldFromS + heldS, heldJ);
        }
    }

    /** Shares a reading out. {@return the part that the run is charged with when idle energy goes by use, in J} */
    private double share(double energyJ, double elapsedS, double toS, Phases phases) {
        double runAmount = 0;
        for (double amount : useByProcess) {
            runAmount += amount;
        }
        double host = Math.max(hostAmount, runAmount);
        if (host <= 0) {
            byProcess.add(0, 0, 0, elapsedS);
            byPhase.add(PhaseClock.OUTSIDE, 0, 0, elapsedS);
            return energyJ;
        }
        double othersFraction = (host - runAmount) / host;
        othersJ += energyJ * othersFraction;
        othersHeldS += elapsedS * othersFraction;
        quarters.others(toS - elapsedS, toS, energyJ * othersFraction, elapsedS * othersFraction);
        if (runAmount <= 0) {
            byProcess.add(0, 0, 0, elapsedS);
            byPhase.add(PhaseClock.OUTSIDE, 0, 0, elapsedS);
            return 0;
        }
        boolean byRank = phases.clock().isRanked();
        for (int process = 0; process < useByProcess.length; process++) {
            double amount = useByProcess[process];
            if (amount > 0) {
                double ofHost = amount / host;
                double ofRun = amount / runAmount;
                byProcess.add(process, energyJ * ofHost, elapsedS * ofHost, elapsedS * ofRun);
                if (byRank) {
                    var rank = phases.rankOf().apply(process);
                    layOnPhases(phases.clock(), rank, toS, energyJ * ofHost, elapsedS * ofHost, elapsedS * ofRun);
                }
            }
        }
        if (!byRank) {
            double ofHost = 1 - othersFraction;
            layOnPhases(phases.clock(), OptionalInt.empty(), toS, energyJ * ofHost, elapsedS * ofHost, elapsedS);
        }
        return energyJ * (1 - othersFraction);
    }

    private void layOnPhases(
            PhaseClock clock, OptionalInt rank, double toS, double energyJ, double heldS, double reservedS) {
        if (!clock.isUsed()) {
            byPhase.add(PhaseClock.OUTSIDE, energyJ, heldS, reservedS);
            return;
        }
        double[] fractions = clock.fractions(phaseMark, toS, rank);
        for (int phase = 0; phase < fractions.length; phase++) {
            double fraction = fractions[phase];
            byPhase.add(phase, energyJ * fraction, heldS * fraction, reservedS * fraction);
        }
    }

    private void missing(Instant from, Instant to, Message reason) {
        gapS += seconds(from, to);
        end = to;
        if (!gaps.isEmpty()) {
            var last = gaps.getLast();
            if (last.to().equals(from) && last.reason().equals(reason)) {
                gaps.set(gaps.size() - 1, new GapSpan(channel.id(), last.from(), to, reason));
                return;
            }
        }
        gaps.add(new GapSpan(channel.id(), from, to, reason));
    }

    private void forgetActivity(PhaseClock clock) {
        told = false;
        heldJ = 0;
        heldS = 0;
        hostAmount = 0;
        capacity = 0;
        Arrays.fill(useByProcess, 0);
        if (clock.isUsed()) {
            phaseMark = clock.mark(seconds(start, end));
        }
    }

    private static double seconds(Instant from, Instant to) {
        return (to.getEpochSecond() - from.getEpochSecond()) + (to.getNano() - from.getNano()) * 1e-9;
    }

    /** {@return this channel as the account sees it when the run ends at {@code runEnd}; changes nothing} */
    Closed close(Instant runEnd) {
        double openS = runEnd.isAfter(end) ? seconds(end, runEnd) : 0;
        if (openS <= channel.bounds().tickS()) {
            return new Closed(this, List.copyOf(gaps), gapS, coveredS + openS, idleFit.idleW(channel.idleW()));
        }
        var allGaps = new ArrayList<>(gaps);
        allGaps.add(new GapSpan(channel.id(), end, runEnd, Message.of("gap.noReading")));
        return new Closed(this, List.copyOf(allGaps), gapS + openS, coveredS, idleFit.idleW(channel.idleW()));
    }

    /**
     * A channel at the end of a run.
     *
     * @param gapS time without a figure, in s
     * @param coveredS time with one, in s; the last tick counts, whose energy the tick's uncertainty holds
     * @param idleW idle power; empty where nothing tells it
     */
    record Closed(ChannelTally tally, List<GapSpan> gaps, double gapS, double coveredS, OptionalDouble idleW) {
        Channel channel() {
            return tally.channel;
        }

        double meteredJ() {
            return tally.meteredJ;
        }

        /** {@return the highest mean power of a reading, in W} */
        double highestW() {
            return tally.idleFit.highestW();
        }

        double processJ(int process, IdlePolicy policy, double reservedFraction) {
            return tally.byProcess.energyJ(process, policy, idleW.orElse(0), reservedFraction);
        }

        double phaseJ(int phase, IdlePolicy policy, double reservedFraction) {
            return tally.byPhase.energyJ(phase, policy, idleW.orElse(0), reservedFraction);
        }

        /** {@return energy that processes of the run are charged with, in J} */
        double attributedJ(IdlePolicy policy, double reservedFraction) {
            return tally.byProcess.totalJ(policy, idleW.orElse(0), reservedFraction);
        }

        /** {@return energy that the device used for others, in J} */
        double othersJ(IdlePolicy policy, double reservedFraction) {
            double idle = idleW.orElse(0);
            return switch (policy) {
                case USED -> tally.othersJ;
                case UNALLOCATED -> tally.othersJ - idle * tally.othersHeldS;
                case RESERVED ->
                    tally.othersJ - idle * tally.othersHeldS + (1 - reservedFraction) * idle * tally.coveredS;
            };
        }

        /** Adds what the channel metered in each quarter of an hour, in J. */
        void addMeteredJ(double[] quarters) {
            tally.quarters.addMeteredJ(quarters, 1);
        }

        /** Adds {@code scale} times what others used in each quarter of an hour, in J. */
        void addOthersJ(double[] quarters, double scale, IdlePolicy policy, double reservedFraction) {
            tally.quarters.addOthersJ(quarters, scale, policy, idleW.orElse(0), reservedFraction);
        }

        /** {@return energy of the run in J: what is metered less what others used, so residual included} */
        double runJ(IdlePolicy policy, double reservedFraction) {
            return tally.meteredJ - othersJ(policy, reservedFraction);
        }
    }

    /** The phases of the run and the ranks whose programs told them. */
    record Phases(PhaseClock clock, IntFunction<OptionalInt> rankOf) {}
}
