package io.negawatt.core.estimate;

import java.util.List;

/**
 * Power of a chip in training with its share of the node, from the share of its peak that it achieves.
 *
 * @param restW what the node draws beside its chips, a chip: CPU, memory, fans, network cards, conversion, in W
 * @param kneeShare share of the 16-bit peak at which the chip's power bends to its ceiling
 * @param ceiling highest power of a chip, as a share of its limit
 */
record TrainingPower(double restW, double kneeShare, double ceiling) {
    private static final double IDLE = 0.14;
    private static final double SHARPNESS = 5;
    /** Where the work is not known, a run is taken to keep its chips busy. */
    static final double BUSY_SHARE = 0.55;

    private static final double[] PRIOR = {Math.log(190), Math.log(0.48), Math.log(0.97)};
    private static final double[] PRIOR_SPREAD = {0.1, 0.03, 0.03};
    private static final double ERROR_SCALE = 0.03;
    private static final int ROUNDS = 40;

    /**
     * A metered run.
     *
     * @param benchmark what was trained
     * @param run its case, with chip-hours
     * @param wattsPerChip mean power of its nodes over their chips, in W
     */
    record Metered(String benchmark, TrainingCase run, double wattsPerChip) {}

    /** {@return power of a chip and its share of the node, in W} */
    double watts(double limitW, double share) {
        double x = share / kneeShare;
        double busy = x / Math.pow(1 + Math.pow(x, SHARPNESS), 1 / SHARPNESS);
        return limitW * (IDLE + (ceiling - IDLE) * busy) + restW;
    }

    /** {@return share of the 16-bit peak that a run of known hours achieved; that of a busy chip where its work is not known} */
    static double share(TrainingCase run, double chipHours) {
        return run.flops().isPresent() ? run.flops().getAsDouble() / (chipHours * 3600 * run.peakFlops()) : BUSY_SHARE;
    }

    /** {@return the fit to metered runs, held to what an engineer would expect} */
    static TrainingPower fit(List<Metered> runs) {
        var solution = new LeastSquares(x -> residuals(runs, x), PRIOR.length, ROUNDS).solve(PRIOR);
        return of(solution.stream().mapToDouble(LeastSquares.Place::value).toArray());
    }

    private static TrainingPower of(double[] x) {
        return new TrainingPower(Math.exp(x[0]), Math.exp(x[1]), Math.exp(x[2]));
    }

    private static double[] residuals(List<Metered> runs, double[] x) {
        var power = of(x);
        double[] r = new double[runs.size() + x.length];
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i).run();
            double watts = power.watts(
                    run.chip().gpu().maxW(), share(run, run.chipHours().orElseThrow()));
            r[i] = Math.log(watts / runs.get(i).wattsPerChip()) / ERROR_SCALE;
        }
        for (int j = 0; j < x.length; j++) {
            r[runs.size() + j] = (x[j] - PRIOR[j]) / PRIOR_SPREAD[j];
        }
        return r;
    }
}
