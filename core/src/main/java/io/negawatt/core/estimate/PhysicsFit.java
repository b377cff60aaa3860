package io.negawatt.core.estimate;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Coefficients as a fit left them.
 *
 * <p>One joint fit over energy, time per token, gap between tokens and power, all as logarithms, with every coefficient held to
 * its prior. Errors beyond an eighth count linearly, so that a run on a bad day bends little.
 *
 * @param devices devices with traits of their own
 * @param values in the order of {@link Coefficients#entries}
 */
record PhysicsFit(List<String> devices, List<Value> values) {
    /** Its datasheet is the yardstick: the coefficients are those of this device. */
    static final String YARDSTICK = "h100-sxm";

    private static final double NORMAL_95 = 1.6449;
    private static final double ERROR_SCALE = 0.12;
    /** Weights of energy, time per token, gap and power. The gap is a median, which is not monotone in the batch. */
    private static final double[] WEIGHTS = {1.2, 1.0, 0.4, 1.5};

    private static final int ROUNDS = 40;

    /**
     * A fitted coefficient or trait.
     *
     * @param id its name, see {@link Coefficients.Entry}
     * @param low lower end of its 90 % interval, from the curvature of the fit
     * @param high upper end
     */
    record Value(String id, double low, double value, double high) {

        private static Value of(String id, LeastSquares.Place log) {
            double half = NORMAL_95 * log.spread();
            return new Value(id, Math.exp(log.value() - half), Math.exp(log.value()), Math.exp(log.value() + half));
        }
    }

    /** {@return the fit to these rows, from the priors} */
    static PhysicsFit to(List<Observation> rows) {
        var devices = rows.stream()
                .map(row -> row.deployment().device().id())
                .filter(id -> !id.equals(YARDSTICK))
                .distinct()
                .sorted()
                .toList();
        var entries = Coefficients.entries(devices);
        double[] start =
                entries.stream().mapToDouble(e -> Math.log(e.priorMid())).toArray();
        var squares = new LeastSquares(x -> residuals(rows, devices, entries, x), start.length, ROUNDS);
        var solution = squares.solve(start);
        return new PhysicsFit(devices, values(entries, solution));
    }

    /** {@return the coefficients, ready to compute with} */
    Coefficients coefficients() {
        double[] logs = values.stream().mapToDouble(v -> Math.log(v.value())).toArray();
        return new Coefficients(devices, logs);
    }

    private static List<Value> values(List<Coefficients.Entry> entries, List<LeastSquares.Place> solution) {
        return IntStream.range(0, entries.size())
                .mapToObj(j -> Value.of(entries.get(j).id(), solution.get(j)))
                .toList();
    }

    private static double[] residuals(
            List<Observation> rows, List<String> devices, List<Coefficients.Entry> entries, double[] x) {
        var coefficients = new Coefficients(devices, x);
        double[] r = new double[rows.size() * WEIGHTS.length + x.length];
        int place = 0;
        for (var row : rows) {
            var serving = Serving.of(row.deployment(), row.footprint(), coefficients);
            r[place++] = error(serving.joulesPerToken(), row.joulesPerToken(), WEIGHTS[0]);
            r[place++] = error(serving.tokenS(), row.tokenS(), WEIGHTS[1]);
            r[place++] = error(serving.gapS(), row.gapS(), WEIGHTS[2]);
            r[place++] = error(serving.watts(), row.watts(), WEIGHTS[3]);
        }
        for (int j = 0; j < x.length; j++) {
            var entry = entries.get(j);
            r[place++] = (x[j] - Math.log(entry.priorMid())) / Math.log(entry.priorSpread());
        }
        return r;
    }

    /** Square root of twice the pseudo-Huber loss, with the sign of the error. */
    private static double error(double modeled, double metered, double weight) {
        double scaled = Math.log(modeled / metered) * weight / ERROR_SCALE;
        return Math.copySign(Math.sqrt(2 * (Math.sqrt(1 + scaled * scaled) - 1)), scaled);
    }
}
