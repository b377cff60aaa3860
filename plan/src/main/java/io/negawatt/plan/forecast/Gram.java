package io.negawatt.plan.forecast;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;

/**
 * Sums of products from which a ridge regression follows without keeping its rows: adding a row costs the square of the number
 * of inputs, however long the history is.
 *
 * <p>Inputs are brought to mean 0 and spread 1 before they are shrunk, so that units do not matter; the constant is not shrunk
 * (T. Hastie, R. Tibshirani, J. Friedman, "The Elements of Statistical Learning", 2009, 3.4.1).
 */
final class Gram {
    /** Below this share of the mean a spread is what rounding has left. */
    private static final double NO_SPREAD = 1e-6;

    /** Rows that go into the sums together, so that each sum is read and written once for all of them. */
    private static final int BATCH = 4;

    private final int inputs;
    /** Lower triangle by rows of the products of (1, inputs, output). */
    private final double[] sums;
    /** Rows that wait for others, and the same times their weights. */
    private final double[][] rows;

    private final double[][] weighted;
    private int waiting;

    Gram(int inputs) {
        this.inputs = inputs;
        int width = inputs + 2;
        this.sums = new double[width * (width + 1) / 2];
        this.rows = new double[BATCH][width];
        this.weighted = new double[BATCH][width];
    }

    /**
     * Adds a row.
     *
     * @param row 1, the inputs, and the output last
     */
    void add(double[] row, double weight) {
        for (int i = 0; i < row.length; i++) {
            rows[waiting][i] = row[i];
            weighted[waiting][i] = row[i] * weight;
        }
        if (++waiting == BATCH) {
            takeUp();
        }
    }

    /** Adds the rows that wait, in their order, so that sums do not depend on when this is done. */
    private void takeUp() {
        if (waiting == 0) {
            return;
        }
        for (int row = waiting; row < BATCH; row++) {
            Arrays.fill(rows[row], 0);
        }
        int at = 0;
        for (int i = 0; i < inputs + 2; i++) {
            double a = rows[0][i];
            double b = rows[1][i];
            double c = rows[2][i];
            double d = rows[3][i];
            // Most of the inputs that tell an hour or a kind of day are 0.
            if (a != 0 || b != 0 || c != 0 || d != 0) {
                addTo(at, i + 1, a, b, c, d);
            }
            at += i + 1;
        }
        waiting = 0;
    }

    private void addTo(int at, int count, double a, double b, double c, double d) {
        double[] first = weighted[0];
        double[] second = weighted[1];
        double[] third = weighted[2];
        double[] fourth = weighted[3];
        for (int i = 0; i < count; i++) {
            sums[at + i] = sums[at + i] + first[i] * a + second[i] * b + third[i] * c + fourth[i] * d;
        }
    }

    /** {@return the regression with the inputs shrunk by {@code shrinkage}, in parts of a row's own weight; call after a row} */
    Line line(double shrinkage) {
        takeUp();
        double[] means = new double[inputs];
        double[] spreads = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            means[i] = entry(0, i + 1) / sums[0];
            spreads[i] = Math.sqrt(Math.max(0, entry(i + 1, i + 1) / sums[0] - means[i] * means[i]));
        }
        double meanOutput = entry(0, inputs + 1) / sums[0];
        var solution = solve(means, spreads, meanOutput, shrinkage);
        double[] slopes = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            slopes[i] = moves(means[i], spreads[i]) ? solution.get(i) / spreads[i] : 0;
        }
        return new Line(means, slopes, meanOutput);
    }

    private DMatrixRMaj solve(double[] means, double[] spreads, double meanOutput, double shrinkage) {
        var products = new double[inputs * inputs];
        var right = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            boolean moves = moves(means[i], spreads[i]);
            for (int j = 0; moves && j < i; j++) {
                if (moves(means[j], spreads[j])) {
                    double product = (entry(j + 1, i + 1) / sums[0] - means[j] * means[i]) / (spreads[j] * spreads[i]);
                    products[i * inputs + j] = product;
                    products[j * inputs + i] = product;
                }
            }
            products[i * inputs + i] = 1 + shrinkage;
            right[i] = moves ? (entry(i + 1, inputs + 1) / sums[0] - means[i] * meanOutput) / spreads[i] : 0;
        }
        var solver = LinearSolverFactory_DDRM.chol(inputs);
        if (!solver.setA(DMatrixRMaj.wrap(inputs, inputs, products))) {
            throw new IllegalStateException("the products of a ridge regression are not positive definite");
        }
        var solution = new DMatrixRMaj(inputs, 1);
        solver.solve(DMatrixRMaj.wrap(inputs, 1, right), solution);
        return solution;
    }

    private static boolean moves(double mean, double spread) {
        return spread > NO_SPREAD * Math.abs(mean);
    }

    private double entry(int row, int column) {
        return sums[column * (column + 1) / 2 + row];
    }

    /**
     * A linear function around the means of its inputs.
     *
     * @param means mean of each input
     * @param slopes change of the output for each unit of an input
     * @param meanOutput output at the means
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
    record Line(double[] means, double[] slopes, double meanOutput) {

        /** {@return the output for a row as {@link Gram#add} takes it; its last entry is not looked at} */
        double at(double[] row) {
            double sum = meanOutput;
            for (int i = 0; i < slopes.length; i++) {
                sum += effect(row, i);
            }
            return sum;
        }

        /** {@return what the input {@code i} adds to the mean output} */
        double effect(double[] row, int i) {
            return slopes[i] * (row[i + 1] - means[i]);
        }
    }
}
