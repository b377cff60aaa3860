package io.negawatt.app.study;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the energy of a token goes as workers are added: {@code E = compute + idle · time + communication · bytes}, each per
 * token. The three coefficients are fitted to the measured points by least squares and are not negative.
 *
 * @param computeJPerToken energy of the arithmetic, the same for any number of workers
 * @param idleW power that is drawn however many workers there are
 * @param communicationJPerByte energy of handing a byte of gradients over
 * @param meanErrorShare mean deviation of the fit from the points, as a share
 * @param predicted energy per token at the largest batch for more workers than were measured
 */
public record ScalingFit(
        double computeJPerToken,
        double idleW,
        double communicationJPerByte,
        double meanErrorShare,
        List<Predicted> predicted) {
    private static final int TERMS = 3;
    private static final int ROUNDS = 20_000;
    private static final int MOST_TIMES_CORES = 4;

    /**
     * What a number of workers would use.
     *
     * @param computeJ energy of the arithmetic per token, in J
     * @param idleJ idle energy per token, in J
     * @param communicationJ energy of communication per token, in J
     */
    public record Predicted(int workers, double computeJ, double idleJ, double communicationJ) {
        /** {@return their sum, in J per token} */
        public double jPerToken() {
            return computeJ + idleJ + communicationJ;
        }
    }

    /**
     * {@return the fit to these points}
     *
     * @param cores cores of the machine: more workers than that take turns
     */
    static ScalingFit of(List<ScalingPoint> points, int cores) {
        double[] factors = nonNegativeLeastSquares(
                points.stream().map(ScalingFit::terms).toArray(double[][]::new),
                points.stream().mapToDouble(ScalingPoint::jPerToken).toArray());
        double error = points.stream()
                .mapToDouble(point -> Math.abs(sum(terms(point), factors) / point.jPerToken() - 1))
                .average()
                .orElse(Double.NaN);
        var predicted = IntStream.rangeClosed(1, cores * MOST_TIMES_CORES)
                .mapToObj(workers -> predict(points, factors, workers, cores))
                .toList();
        return new ScalingFit(factors[0], factors[1], factors[2], error, predicted);
    }

    private static double[] terms(ScalingPoint point) {
        return new double[] {1, point.stepS() / point.tokensPerStep(), point.bytesPerStep() / point.tokensPerStep()};
    }

    private static double sum(double[] terms, double[] factors) {
        double sum = 0;
        for (int i = 0; i < TERMS; i++) {
            sum += terms[i] * factors[i];
        }
        return sum;
    }

    /**
     * Step time for more workers: waiting grows as the bytes of a ring all-reduce do, with 2 (N − 1) / N (Patarasuk and Yuan
     * 2009), and more workers than cores take turns, with their arithmetic and with handing gradients over alike.
     */
    private static Predicted predict(List<ScalingPoint> points, double[] factors, int workers, int cores) {
        int rows = points.stream().mapToInt(ScalingPoint::batchRows).max().orElseThrow();
        var one = at(points, 1, rows);
        var two = at(points, 2, rows);
        double waitS = Math.max(0, two.stepS() - one.stepS());
        double turns = Math.max(1, (double) workers / cores);
        double stepS = turns * (one.stepS() + waitS * ring(workers));
        double tokens = one.tokensPerStep() * workers;
        double bytes = two.bytesPerStep() / 2 * (workers == 1 ? 0 : workers);
        return new Predicted(workers, factors[0], factors[1] * stepS / tokens, factors[2] * bytes / tokens);
    }

    private static double ring(int workers) {
        return 2.0 * (workers - 1) / workers;
    }

    private static ScalingPoint at(List<ScalingPoint> points, int workers, int rows) {
        return points.stream()
                .filter(point -> point.workers() == workers && point.batchRows() == rows)
                .findFirst()
                .orElseThrow();
    }

    /** {@return the number of workers that uses the least energy per token} */
    public int leastEnergyWorkers() {
        return predicted.stream()
                .min(Comparator.comparingDouble(Predicted::jPerToken))
                .orElseThrow()
                .workers();
    }

    /** {@return what a token uses with so many workers} */
    Predicted at(int workers) {
        return predicted.get(workers - 1);
    }

    /** {@return cores of the machine, beyond which workers take turns} */
    int cores() {
        return predicted.size() / MOST_TIMES_CORES;
    }

    /** Coordinate descent: small, and exact enough long before its rounds are over. */
    static double[] nonNegativeLeastSquares(double[][] rows, double[] values) {
        double[] factors = new double[rows[0].length];
        double[] rest = values.clone();
        for (int round = 0; round < ROUNDS; round++) {
            for (int term = 0; term < factors.length; term++) {
                double along = 0;
                double square = 0;
                for (int i = 0; i < rows.length; i++) {
                    along += rows[i][term] * rest[i];
                    square += rows[i][term] * rows[i][term];
                }
                double next = square > 0 ? Math.max(0, factors[term] + along / square) : 0;
                for (int i = 0; i < rows.length; i++) {
                    rest[i] -= rows[i][term] * (next - factors[term]);
                }
                factors[term] = next;
            }
        }
        return factors;
    }
}
