package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What metered points of a deployment say of its other batches and lengths.
 *
 * <p>The error of the estimate along a batch curve is taken as a Gaussian process over the logarithm of the batch: a constant,
 * which one point tells, and a part that bends over a factor of some four in batch, for which two points pay.
 */
public final class MeasuredPoints {
    /** Standard deviations of the logarithm: of the constant, of the bending part, of a meter's reading. */
    private static final double CONSTANT = 0.15;

    private static final double BEND = 0.12;
    private static final double NOISE = 0.03;
    /** Over which logarithm of the batch the bending part changes. */
    private static final double LENGTH = 1.5;
    /** Part of an energy error that is one of time where no time was metered; the rest is one of power. */
    private static final double TIME_PART = 0.7;

    private static final double LEAST_GAIN = 1e-9;

    private final List<Metered> points;

    /**
     * A metered point.
     *
     * @param deployment what was run
     * @param energyLog logarithm of metered over estimated energy per token
     * @param tokenLog the same of the mean time per token
     */
    record Metered(Deployment deployment, double energyLog, double tokenLog) {}

    MeasuredPoints(List<Metered> points) {
        this.points = List.copyOf(points);
    }

    List<Metered> points() {
        return points;
    }

    /** {@return a point with the energy, and perhaps the time, that was metered where {@code estimated} was expected} */
    static Metered metered(Deployment deployment, Point estimated, double joulesPerToken, double tokenS) {
        double energyLog = Math.log(joulesPerToken / estimated.joulesPerToken());
        double tokenLog = Double.isNaN(tokenS) ? TIME_PART * energyLog : Math.log(tokenS / estimated.tokenS());
        return new Metered(deployment, energyLog, tokenLog);
    }

    /** {@return what is to be added for a deployment; nothing for one of another model, device or number of devices} */
    Correction at(Deployment deployment) {
        var own = own(deployment);
        if (own.isEmpty()) {
            return Correction.NONE;
        }
        var weights = weights(deployment, own);
        double energy = 0;
        double token = 0;
        for (int i = 0; i < own.size(); i++) {
            energy += weights.get(i, 0) * own.get(i).energyLog;
            token += weights.get(i, 0) * own.get(i).tokenLog;
        }
        return new Correction(energy, token, token);
    }

    /** {@return by how much the error of a deployment shrinks: 1 where no point tells of it} */
    double shrinkage(Deployment deployment) {
        var own = own(deployment);
        if (own.isEmpty()) {
            return 1;
        }
        double prior = kernel(0);
        return Math.sqrt(Math.max(NOISE * NOISE, prior - told(deployment, own)) / prior);
    }

    /** {@return the {@code count} batches whose metering tells most of all of {@code batches}, in their order} */
    public static List<Double> worthMeasuring(List<Double> batches, int count) {
        var chosen = new ArrayList<>(batches.subList(0, Math.min(count, batches.size())));
        double told = told(chosen, batches);
        for (boolean better = true; better; ) {
            better = false;
            for (int place = 0; place < chosen.size(); place++) {
                for (double other : batches) {
                    var exchanged = new ArrayList<>(chosen);
                    exchanged.set(place, other);
                    double tells = told(exchanged, batches);
                    if (tells > told * (1 + LEAST_GAIN)) {
                        chosen = exchanged;
                        told = tells;
                        better = true;
                    }
                }
            }
        }
        return chosen.stream().sorted().toList();
    }

    private static double told(List<Double> at, List<Double> batches) {
        return batches.stream().mapToDouble(batch -> told(batch, at)).sum();
    }

    private List<Metered> own(Deployment d) {
        return points.stream().filter(point -> sameCurve(point.deployment, d)).toList();
    }

    private static boolean sameCurve(Deployment a, Deployment b) {
        return a.model().equals(b.model())
                && a.device().id().equals(b.device().id())
                && a.precision() == b.precision()
                && a.gpus() == b.gpus()
                && a.dataParallel() == b.dataParallel();
    }

    private static double told(Deployment deployment, List<Metered> own) {
        return told(
                deployment.maxSequences(),
                own.stream().map(point -> point.deployment.maxSequences()).toList());
    }

    /** Variance at one batch that is known from points at others. */
    private static double told(double batch, List<Double> at) {
        var cross = cross(batch, at);
        return CommonOps_DDRM.dot(cross, solved(cross, at));
    }

    private static DMatrixRMaj weights(Deployment deployment, List<Metered> own) {
        var at = own.stream().map(point -> point.deployment.maxSequences()).toList();
        return solved(cross(deployment.maxSequences(), at), at);
    }

    private static DMatrixRMaj solved(DMatrixRMaj cross, List<Double> at) {
        int n = at.size();
        var among = new DMatrixRMaj(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double noise = i == j ? NOISE * NOISE : 0;
                among.set(i, j, kernel(Math.log(at.get(i) / at.get(j))) + noise);
            }
        }
        var solved = new DMatrixRMaj(n, 1);
        CommonOps_DDRM.solve(among, cross, solved);
        return solved;
    }

    private static DMatrixRMaj cross(double batch, List<Double> at) {
        var cross = new DMatrixRMaj(at.size(), 1);
        for (int i = 0; i < at.size(); i++) {
            cross.set(i, 0, kernel(Math.log(batch / at.get(i))));
        }
        return cross;
    }

    private static double kernel(double distance) {
        return CONSTANT * CONSTANT + BEND * BEND * Math.exp(-distance * distance / (2 * LENGTH * LENGTH));
    }
}
