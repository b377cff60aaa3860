package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * The smooth rest that the physics leaves, for deployments near metered ones; it fades to nothing away from them.
 *
 * <p>A Gaussian process by the subset of regressors: weights on a few anchor configurations instead of all rows (J.
 * Quiñonero-Candela and C. E. Rasmussen, JMLR 6, 2005). Anchors are taken farthest first, so that the choice is the same each
 * time.
 *
 * @param anchors their features, see {@link Features}
 * @param weights one row an anchor: energy, time per token, gap
 */
record Residual(List<double[]> anchors, List<double[]> weights) {
    static final Residual NONE = new Residual(List.of(), List.of());

    private static final int ANCHORS = 120;
    private static final int OUTPUTS = 3;
    private static final double LENGTH = 1.5;
    /** Ratio of noise to signal variance: half of what is left is the meter's and the day's. */
    private static final double NOISE = 1.0;
    /** Beyond this a row tells more of its own bad day than of its neighbors. */
    private static final double LARGEST = 0.4;

    private static final double JITTER = 1e-8;

    /** {@return the residual of these rows under the physics} */
    static Residual fit(List<Observation> rows, Coefficients physics) {
        if (rows.isEmpty()) {
            return NONE;
        }
        var features = rows.stream().map(row -> Features.of(row.deployment())).toList();
        var anchors = farthest(features);
        var cross = kernel(features, anchors);
        var normal = new DMatrixRMaj(anchors.size(), anchors.size());
        CommonOps_DDRM.multInner(cross, normal);
        CommonOps_DDRM.addEquals(normal, NOISE, kernel(anchors, anchors));
        for (int i = 0; i < anchors.size(); i++) {
            normal.add(i, i, JITTER);
        }
        var right = new DMatrixRMaj(anchors.size(), OUTPUTS);
        CommonOps_DDRM.multTransA(cross, left(rows, physics), right);
        var solver = LinearSolverFactory_DDRM.symmPosDef(anchors.size());
        if (!solver.setA(normal)) {
            throw new IllegalStateException("two anchors of the residual are the same configuration");
        }
        var solved = new DMatrixRMaj(anchors.size(), OUTPUTS);
        solver.solve(right, solved);
        return new Residual(anchors, rowsOf(solved));
    }

    /** {@return the correction for a deployment} */
    Correction at(Deployment deployment) {
        double[] features = Features.of(deployment);
        double[] sums = new double[OUTPUTS];
        for (int a = 0; a < anchors.size(); a++) {
            double near = near(features, anchors.get(a));
            for (int o = 0; o < OUTPUTS; o++) {
                sums[o] += near * weights.get(a)[o];
            }
        }
        return new Correction(sums[0], sums[1], sums[2]);
    }

    private static DMatrixRMaj left(List<Observation> rows, Coefficients physics) {
        var left = new DMatrixRMaj(rows.size(), OUTPUTS);
        for (int i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var serving = Serving.of(row.deployment(), row.footprint(), physics);
            left.set(i, 0, clip(row.joulesPerToken() / serving.joulesPerToken()));
            left.set(i, 1, clip(row.tokenS() / serving.tokenS()));
            left.set(i, 2, clip(row.gapS() / serving.gapS()));
        }
        return left;
    }

    private static double clip(double ratio) {
        return Math.clamp(Math.log(ratio), -LARGEST, LARGEST);
    }

    /** {@return anchors among the features, each as far as can be from those before} */
    private static List<double[]> farthest(List<double[]> features) {
        var anchors = new ArrayList<>(List.of(features.getFirst()));
        double[] best = new double[features.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        while (anchors.size() < ANCHORS) {
            int far = 0;
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], 1 - near(features.get(i), anchors.getLast()));
                far = best[i] > best[far] ? i : far;
            }
            if (best[far] < JITTER) {
                break;
            }
            anchors.add(features.get(far));
        }
        return List.copyOf(anchors);
    }

    private static DMatrixRMaj kernel(List<double[]> rows, List<double[]> columns) {
        var kernel = new DMatrixRMaj(rows.size(), columns.size());
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < columns.size(); j++) {
                kernel.set(i, j, near(rows.get(i), columns.get(j)));
            }
        }
        return kernel;
    }

    private static double near(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.exp(-sum / (2 * LENGTH * LENGTH));
    }

    private static List<double[]> rowsOf(DMatrixRMaj matrix) {
        var rows = new ArrayList<double[]>();
        for (int i = 0; i < matrix.getNumRows(); i++) {
            rows.add(new double[] {matrix.get(i, 0), matrix.get(i, 1), matrix.get(i, 2)});
        }
        return List.copyOf(rows);
    }
}
