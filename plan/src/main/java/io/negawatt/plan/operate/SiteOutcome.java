package io.negawatt.plan.operate;

import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.simulate.SiteTrack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What came of a way to run a site, in the simulator, under what really happened.
 *
 * @param id the optimizer's, or that of the baseline
 * @param track powers by slot
 * @param energyCost of imports, less what exports brought
 * @param demandCost of the peaks
 * @param wearCost of the battery, for what passed it
 * @param peakW highest mean over a window of the demand charge
 * @param storedEndJ what the battery held at the end
 * @param averageG average carbon of imports; empty where none is known
 * @param marginalG marginal carbon of imports; empty where none is known
 * @param carbonFree matching by the hour
 * @param broken rules that were broken; empty where all were kept
 */
public record SiteOutcome(
        String id,
        SiteTrack track,
        double energyCost,
        double demandCost,
        double wearCost,
        double peakW,
        double storedEndJ,
        OptionalDouble averageG,
        OptionalDouble marginalG,
        CarbonFree carbonFree,
        List<String> broken) {
    private static final double J_PER_KWH = 3.6e6;
    private static final double ROUNDING_W = 1;

    /** {@return what is paid for it all} */
    public double cost() {
        return energyCost + demandCost + wearCost;
    }

    /** {@return what it takes of a goal: money, g, or W of the peak; 0 of carbon that is not known} */
    public double of(Goal goal) {
        return switch (goal) {
            case COST -> cost();
            case CARBON -> averageG.orElse(0);
            case MARGINAL -> marginalG.orElse(0);
            case PEAK -> peakW;
        };
    }

    /** {@return what a track comes to} */
    static SiteOutcome of(String id, SiteCase real, SiteTrack track, double[][] jobW) {
        double[] importW = new double[track.steps()];
        Arrays.setAll(importW, track::importW);
        double energy = 0;
        double through = 0;
        for (int slot = 0; slot < track.steps(); slot++) {
            energy += energyCost(real, track, slot);
            through += (track.chargeW(slot) + track.dischargeW(slot)) * track.stepS();
        }
        double[] peaksW = real.demand().peaksW(importW);
        return new SiteOutcome(
                id,
                track,
                energy,
                real.demand().cost(importW),
                real.site().battery().wear().perJ() * through,
                Arrays.stream(peaksW).max().orElse(0),
                track.steps() == 0 ? real.startJ() : track.storedJ(track.steps() - 1),
                grams(real.gramsPerKwh(), importW, track.stepS()),
                grams(real.marginalGramsPerKwh(), importW, track.stepS()),
                CarbonFree.of(real, track),
                broken(real, track, jobW));
    }

    /** {@return what energy costs in a slot, exports taken off, without wear} */
    static double energyCost(SiteCase real, SiteTrack track, int slot) {
        double hours = track.stepS() / 3600 / 1000;
        return hours
                * (track.importW(slot) * real.actual().buyPerKwh()[slot]
                        - track.exportW(slot) * real.actual().sellPerKwh()[slot]);
    }

    private static OptionalDouble grams(double[] perKwh, double[] importW, double stepS) {
        if (perKwh.length == 0) {
            return OptionalDouble.empty();
        }
        double grams = 0;
        for (int slot = 0; slot < importW.length; slot++) {
            grams += perKwh[slot] * importW[slot] * stepS / J_PER_KWH;
        }
        return OptionalDouble.of(grams);
    }

    private static List<String> broken(SiteCase real, SiteTrack track, double[][] jobW) {
        var broken = new ArrayList<String>();
        for (int slot = 0; slot < track.steps(); slot++) {
            if (track.importW(slot) > real.site().grid().allowedW() + ROUNDING_W) {
                broken.add("%s: import %.0f W above %.0f W"
                        .formatted(
                                real.timeOf(slot),
                                track.importW(slot),
                                real.site().grid().allowedW()));
            }
            if (track.unservedW(slot) > ROUNDING_W) {
                broken.add("%s: %.0f W unserved".formatted(real.timeOf(slot), track.unservedW(slot)));
            }
        }
        for (int index = 0; index < jobW.length; index++) {
            var job = real.jobs().get(index);
            int end = Math.clamp(job.deadline(), 0, track.steps());
            double inTimeJ = Arrays.stream(jobW[index], Math.min(job.release(), end), end)
                            .sum()
                    * track.stepS();
            double neededJ = job.energyJ(track.stepS());
            if (job.deadline() <= track.steps() && inTimeJ < neededJ * (1 - 1e-6) - 1) {
                broken.add("job %s got %.0f J of %.0f J in time".formatted(job.id(), inTimeJ, neededJ));
            }
        }
        return broken;
    }
}
