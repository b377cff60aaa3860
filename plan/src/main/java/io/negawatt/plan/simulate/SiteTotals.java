package io.negawatt.plan.simulate;

/** Energies of a site since its start, in J, and what its battery has lost in value. */
public final class SiteTotals {
    private double importedJ;
    private double exportedJ;
    private double freshJ;
    private double curtailedJ;
    private double servedJ;
    private double unservedJ;
    private double lostJ;
    private double wear;

    SiteTotals() {}

    void add(double stepS, SitePlant plant, double freshW, double lostInStepJ) {
        importedJ += stepS * plant.importW();
        exportedJ += stepS * plant.exportW();
        freshJ += stepS * freshW;
        curtailedJ += stepS * plant.curtailedW();
        servedJ += stepS * (plant.loadW() - plant.unservedW());
        unservedJ += stepS * plant.unservedW();
        lostJ += lostInStepJ;
        var price = plant.site().battery().wear();
        wear += stepS * (price.perS() + price.perJ() * (plant.chargeW() + plant.dischargeW()));
    }

    /** {@return what came from the grid} */
    public double importedJ() {
        return importedJ;
    }

    /** {@return what went to the grid} */
    public double exportedJ() {
        return exportedJ;
    }

    /** {@return what sun and wind offered} */
    public double freshJ() {
        return freshJ;
    }

    /** {@return what of that was left unused} */
    public double curtailedJ() {
        return curtailedJ;
    }

    /** {@return what machines and their cooling used} */
    public double servedJ() {
        return servedJ;
    }

    /** {@return what they needed and did not get} */
    public double unservedJ() {
        return unservedJ;
    }

    /** {@return what the battery has turned to heat} */
    public double lostJ() {
        return lostJ;
    }

    /** {@return what has been written off the battery, in the currency of its wear} */
    public double wear() {
        return wear;
    }
}
