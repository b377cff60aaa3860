package io.negawatt.core.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Minimizes a sum of squares by Levenberg and Marquardt's method with forward differences. Deterministic.
 *
 * @see <a href="https://doi.org/10.1137/0111030">D. W. Marquardt, SIAM J. Appl. Math. 11 (1963)</a>
 */
final class LeastSquares {
    private static final double STEP = 1e-5;
    private static final double FIRST_DAMPING = 1e-2;
    private static final double LARGEST_DAMPING = 1e8;
    private static final double CONVERGED = 1e-5;

    private final Residuals residuals;
    private final int count;
    private final int rounds;

    /** What is to be made small. */
    interface Residuals {
        /** {@return the residuals at {@code x}, always of the same number and order} */
        double[] at(double[] x);
    }

    /**
     * One place of the solution.
     *
     * @param value where the sum is least
     * @param spread its standard deviation, from the curvature there
     */
    record Place(double value, double spread) {}

    LeastSquares(Residuals residuals, int count, int rounds) {
        this.residuals = residuals;
        this.count = count;
        this.rounds = rounds;
    }

    List<Place> solve(double[] start) {
        double[] x = start.clone();
        double[] r = residuals.at(x);
        double damping = FIRST_DAMPING;
        var normal = new Normal(x, r);
        for (int round = 0; round < rounds && damping < LARGEST_DAMPING; round++) {
            double[] next = normal.step(x, damping);
            double[] at = residuals.at(next);
            double gain = squares(r) - squares(at);
            if (gain > 0) {
                boolean done = gain < CONVERGED * squares(r);
                x = next;
                r = at;
                damping /= 5;
                if (done) {
                    break;
                }
                normal = new Normal(x, r);
            } else {
                damping *= 4;
            }
        }
        return places(x, new Normal(x, r).spreads());
    }

    private static List<Place> places(double[] x, double[] spreads) {
        return IntStream.range(0, x.length)
                .mapToObj(j -> new Place(x[j], spreads[j]))
                .toList();
    }

    private static double squares(double[] r) {
        return Arrays.stream(r).map(v -> v * v).sum();
    }

    /** The normal equations at one place. */
    private final class Normal {
        private final DMatrixRMaj curvature;
        private final DMatrixRMaj gradient;

        Normal(double[] x, double[] r) {
            var jacobian = new DMatrixRMaj(r.length, count);
            for (int j = 0; j < count; j++) {
                double[] moved = x.clone();
                moved[j] += STEP;
                double[] at = residuals.at(moved);
                for (int i = 0; i < r.length; i++) {
                    jacobian.set(i, j, (at[i] - r[i]) / STEP);
                }
            }
            curvature = new DMatrixRMaj(count, count);
            gradient = new DMatrixRMaj(count, 1);
            CommonOps_DDRM.multInner(jacobian, curvature);
            CommonOps_DDRM.multTransA(jacobian, DMatrixRMaj.wrap(r.length, 1, r), gradient);
        }

        double[] step(double[] x, double damping) {
            var damped = curvature.copy();
            for (int j = 0; j < count; j++) {
                damped.add(j, j, damping * curvature.get(j, j));
            }
            var solver = LinearSolverFactory_DDRM.symmPosDef(count);
            var change = new DMatrixRMaj(count, 1);
            if (!solver.setA(damped)) {
                throw new IllegalStateException("the curvature of the fit is singular: a place of it has no prior");
            }
            solver.solve(gradient, change);
            double[] next = x.clone();
            for (int j = 0; j < count; j++) {
                next[j] -= change.get(j, 0);
            }
            return next;
        }

        double[] spreads() {
            var inverse = new DMatrixRMaj(count, count);
            CommonOps_DDRM.invert(curvature, inverse);
            double[] spreads = new double[count];
            for (int j = 0; j < count; j++) {
                spreads[j] = Math.sqrt(Math.max(0, inverse.get(j, j)));
            }
            return spreads;
        }
    }
}
