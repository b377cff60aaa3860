package io.negawatt.plan.simulate;

/**
 * A site in time. Each {@link #step} takes what the world does and what was commanded, does as much of the command as battery and
 * grid allow, and asserts that energy in = out + stored + lost; where that fails, the simulation ends.
 *
 * <p>What is asked of the battery is cut to its power, to what it holds and has room for, and to what the bus can take. Sun and
 * wind that nobody can use are curtailed. Load beyond the grid's limit goes unserved, which is counted and never silent.
 *
 * <p>Powers of the last step can be read until the next. No objects are made in a step. Not thread-safe.
 */
public final class SitePlant {
    /** Largest imbalance of a step, of the energy that passed it. */
    private static final double TOLERANCE = 1e-9;

    private static final double ROUNDING_J = 1e-6;

    private final Site site;
    private final Battery battery;
    private final double importLimitW;
    private final double exportLimitW;
    private final SiteTotals totals = new SiteTotals();
    private double timeS;
    private double storedJ;
    /** Length of step for which the two below hold. */
    private double knownStepS = Double.NaN;

    private double keeps = 1;
    private double effectiveS;

    private double loadW;
    private double chargeW;
    private double dischargeW;
    private double importW;
    private double exportW;
    private double curtailedW;
    private double unservedW;

    /** @param storedJ what the battery holds at the start, within its bounds */
    public SitePlant(Site site, double storedJ) {
        this.site = site;
        this.battery = site.battery();
        this.importLimitW = site.grid().importLimitW();
        this.exportLimitW = site.grid().exportLimitW();
        if (!(storedJ >= battery.leastJ() - ROUNDING_J) || !(storedJ <= battery.mostJ() + ROUNDING_J)) {
            throw new IllegalArgumentException("the battery begins with %s J, but holds %s to %s J"
                    .formatted(storedJ, battery.leastJ(), battery.mostJ()));
        }
        this.storedJ = storedJ;
    }

    /**
     * Lets time pass.
     *
     * @param stepS length, s
     * @param workW power of the machines without their cooling
     * @param freshW power that sun and wind offer
     * @param askedChargeW power the battery is to take; not together with {@code askedDischargeW}
     * @param askedCurtailW power of sun and wind that is to be left unused, although there would be use for it
     */
    public void step(
            double stepS,
            double workW,
            double freshW,
            double outsideCelsius,
            double askedChargeW,
            double askedDischargeW,
            double askedCurtailW) {
        if (!(workW >= 0) || !(freshW >= 0) || !(stepS > 0)) {
            throw fault("site", "work of %s W, sun and wind of %s W, a step of %s s".formatted(workW, freshW, stepS));
        }
        if (!(askedChargeW >= 0) || !(askedDischargeW >= 0) || (askedChargeW > 0 && askedDischargeW > 0)) {
            throw fault(
                    "battery", "asked to charge %s W and to discharge %s W".formatted(askedChargeW, askedDischargeW));
        }
        if (stepS != knownStepS) {
            knownStepS = stepS;
            keeps = battery.keeps(stepS);
            effectiveS = battery.effectiveS(stepS);
        }
        loadW = workW + site.cooling().powerW(workW, outsideCelsius);
        double usedW = freshW - Math.clamp(askedCurtailW, 0, freshW);
        charge(askedChargeW, usedW);
        discharge(askedDischargeW);
        border(freshW, usedW);
        store(stepS, freshW);
    }

    /** The store and the grid together must be able to give what is charged. */
    private void charge(double askedW, double usedW) {
        double roomW = (battery.mostJ() - keeps * storedJ) / (effectiveS * battery.chargeEfficiency());
        double suppliedW = importLimitW + usedW - loadW;
        chargeW = Math.max(0, Math.min(Math.min(askedW, battery.chargeW()), Math.min(roomW, suppliedW)));
    }

    private void discharge(double askedW) {
        double heldW = (keeps * storedJ - battery.leastJ()) * battery.dischargeEfficiency() / effectiveS;
        double takenW = loadW + exportLimitW;
        dischargeW = Math.max(0, Math.min(Math.min(askedW, battery.dischargeW()), Math.min(heldW, takenW)));
    }

    private void border(double freshW, double usedW) {
        double netW = loadW + chargeW - dischargeW - usedW;
        importW = Math.clamp(netW, 0, importLimitW);
        unservedW = Math.max(0, netW - importLimitW);
        exportW = Math.clamp(-netW, 0, exportLimitW);
        curtailedW = freshW - usedW + Math.max(0, -netW - exportLimitW);
    }

    private void store(double stepS, double freshW) {
        double flowW = chargeW * battery.chargeEfficiency() - dischargeW / battery.dischargeEfficiency();
        double beforeJ = storedJ;
        storedJ = keeps * beforeJ + flowW * effectiveS;
        double leakedJ = beforeJ * (1 - keeps) + flowW * (stepS - effectiveS);
        double convertedJ = stepS
                * (chargeW * (1 - battery.chargeEfficiency()) + dischargeW * (1 / battery.dischargeEfficiency() - 1));
        double inJ = stepS * (importW + freshW - curtailedW);
        double outJ = stepS * (loadW - unservedW + exportW);
        double wrongJ = inJ - outJ - (storedJ - beforeJ) - leakedJ - convertedJ;
        if (!(Math.abs(wrongJ) <= TOLERANCE * (inJ + outJ + beforeJ + storedJ) + ROUNDING_J)) {
            throw fault(
                    "site",
                    "%s J in, %s J out, %s J stored and %s J lost leave %s J"
                            .formatted(inJ, outJ, storedJ - beforeJ, leakedJ + convertedJ, wrongJ));
        }
        double roundingJ = ROUNDING_J + TOLERANCE * battery.capacityJ();
        boolean drained = dischargeW > 0 && storedJ < battery.leastJ() - roundingJ;
        if (drained || storedJ > battery.mostJ() + roundingJ) {
            throw fault("battery", "holds %s J of %s".formatted(storedJ, battery));
        }
        timeS += stepS;
        totals.add(stepS, this, freshW, leakedJ + convertedJ);
    }

    private SimulationException fault(String entity, String what) {
        return new SimulationException(timeS, entity, what);
    }

    /** {@return the site that this is} */
    public Site site() {
        return site;
    }

    /** {@return time that has passed, s} */
    public double timeS() {
        return timeS;
    }

    /** {@return what the battery holds, J} */
    public double storedJ() {
        return storedJ;
    }

    /** {@return power of the machines with their cooling in the last step} */
    public double loadW() {
        return loadW;
    }

    /** {@return what the battery took in the last step} */
    public double chargeW() {
        return chargeW;
    }

    /** {@return what the battery gave in the last step} */
    public double dischargeW() {
        return dischargeW;
    }

    /** {@return what came from the grid in the last step} */
    public double importW() {
        return importW;
    }

    /** {@return what went to the grid in the last step} */
    public double exportW() {
        return exportW;
    }

    /** {@return sun and wind that were left unused in the last step} */
    public double curtailedW() {
        return curtailedW;
    }

    /** {@return load that got nothing in the last step} */
    public double unservedW() {
        return unservedW;
    }

    /** {@return sums since the start} */
    public SiteTotals totals() {
        return totals;
    }
}
