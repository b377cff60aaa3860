package io.negawatt.plan.site;

/** Starts of jobs that may not pause. */
final class SiteStarts {
    private SiteStarts() {}

    /** {@return the last slot in which a job may start; before its release where it fits nowhere} */
    static int last(SiteJob job, int slots) {
        return Math.min(job.deadline(), slots) - job.shapeW().length;
    }

    /** Adds every start of every such job. */
    static void all(SiteModel model) {
        for (int index = 0; index < model.problem.jobs().size(); index++) {
            var job = model.problem.jobs().get(index);
            for (int start = job.release(); !job.interruptible() && start <= last(job, model.slots); start++) {
                model.add(index, start);
            }
        }
    }

    /**
     * {@return the start with the least price under what power costs in each slot}
     *
     * @param perKw price of a kW in each slot, with its cooling; −1 is the answer where it fits nowhere
     */
    static int cheapest(SiteJob job, double[] perKw) {
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int start = job.release(); start <= last(job, perKw.length); start++) {
            double price = price(job, start, perKw);
            if (price < least) {
                least = price;
                best = start;
            }
        }
        return best;
    }

    /** {@return what a job costs under those prices when it starts there} */
    static double price(SiteJob job, int start, double[] perKw) {
        double price = 0;
        for (int i = 0; i < job.shapeW().length; i++) {
            price += job.shapeW()[i] / 1000 * perKw[start + i];
        }
        return price;
    }
}
