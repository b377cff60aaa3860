package io.negawatt.plan.simulate;

/** Mean powers of a site over the steps of its world, W, and what its battery held at the end of each, J. */
public final class SiteTrack {
    private final double stepS;
    private final double[] loadW;
    private final double[] importW;
    private final double[] exportW;
    private final double[] chargeW;
    private final double[] dischargeW;
    private final double[] curtailedW;
    private final double[] unservedW;
    private final double[] storedJ;

    SiteTrack(double stepS, int steps) {
        this.stepS = stepS;
        this.loadW = new double[steps];
        this.importW = new double[steps];
        this.exportW = new double[steps];
        this.chargeW = new double[steps];
        this.dischargeW = new double[steps];
        this.curtailedW = new double[steps];
        this.unservedW = new double[steps];
        this.storedJ = new double[steps];
    }

    void add(int step, double lengthS, SitePlant plant) {
        double share = lengthS / stepS;
        loadW[step] += share * plant.loadW();
        importW[step] += share * plant.importW();
        exportW[step] += share * plant.exportW();
        chargeW[step] += share * plant.chargeW();
        dischargeW[step] += share * plant.dischargeW();
        curtailedW[step] += share * plant.curtailedW();
        unservedW[step] += share * plant.unservedW();
        storedJ[step] = plant.storedJ();
    }

    /** {@return length of a step, s} */
    public double stepS() {
        return stepS;
    }

    /** {@return number of steps} */
    public int steps() {
        return loadW.length;
    }

    /** {@return power of machines, jobs and cooling} */
    public double loadW(int step) {
        return loadW[step];
    }

    /** {@return power from the grid} */
    public double importW(int step) {
        return importW[step];
    }

    /** {@return power to the grid} */
    public double exportW(int step) {
        return exportW[step];
    }

    /** {@return power into the battery} */
    public double chargeW(int step) {
        return chargeW[step];
    }

    /** {@return power out of the battery} */
    public double dischargeW(int step) {
        return dischargeW[step];
    }

    /** {@return sun and wind that were left unused} */
    public double curtailedW(int step) {
        return curtailedW[step];
    }

    /** {@return load that got nothing} */
    public double unservedW(int step) {
        return unservedW[step];
    }

    /** {@return what the battery held at the end of the step} */
    public double storedJ(int step) {
        return storedJ[step];
    }
}
