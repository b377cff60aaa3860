package io.negawatt.plan.simulate;

/** Decides what a site does. It may look at the plant and at the world up to the step that it decides, and no further. */
@FunctionalInterface
public interface SiteController {

    /**
     * {@return what to do in a step}
     *
     * @param step number of the step that begins
     * @param workW power of machines that run in it, jobs among them, without their cooling
     */
    Command decide(int step, double workW, SitePlant plant);

    /**
     * What a site is to do in a step; it does as much of it as it can.
     *
     * @param chargeW power that the battery takes from the bus
     * @param dischargeW power that the battery gives to the bus; not both
     * @param curtailW power of sun and wind that is left unused on purpose
     * @param flexibleW power of jobs that may be interrupted and run now
     */
    record Command(double chargeW, double dischargeW, double curtailW, double flexibleW) {
        /** Leave everything as it is. */
        public static final Command REST = new Command(0, 0, 0, 0);
    }
}
