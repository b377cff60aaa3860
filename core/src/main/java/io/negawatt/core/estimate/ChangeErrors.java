package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.ToDoubleFunction;

/**
 * How sure the ratio of two estimates of one model is. It is surer than either of them, since most of an error is the model's and
 * cancels: each part is the error of the ratio that nine in ten pairs of held-out rows stay below, whose model the estimate had
 * not seen.
 *
 * @param batch another batch of the same deployment
 * @param gpus another number of devices at the same batch
 * @param device another kind of device
 * @param precision other weights of the same shape
 */
record ChangeErrors(Part batch, Part gpus, Part device, Part precision) {
    private static final double SHARE = 0.9;

    /**
     * One kind of change.
     *
     * @param energy half-width of the logarithm of the ratio of energies per token
     * @param token the same of mean times per token
     * @param pairs pairs of held-out rows that it rests on
     */
    record Part(double energy, double token, int pairs) {}

    static ChangeErrors of(List<CrossValidation.Held> held) {
        var text = held.stream().filter(h -> !h.standing().media()).toList();
        return new ChangeErrors(
                part(text, (a, b) -> sameCurve(a, b) && !sameBatch(a, b)),
                part(text, (a, b) -> sameWeights(a, b) && sameDevice(a, b) && sameBatch(a, b) && !sameGpus(a, b)),
                part(text, (a, b) -> sameWeights(a, b) && !sameDevice(a, b) && sameBatch(a, b)),
                part(text, (a, b) -> sameShape(a, b) && !samePrecision(a, b) && sameDevice(a, b) && sameBatch(a, b)));
    }

    /** {@return half-width of the logarithm of the ratio of energies where one deployment is replaced by another} */
    double energyLog(Deployment from, Deployment to) {
        return sum(from, to, Part::energy);
    }

    /** {@return the same of mean times per token} */
    double tokenLog(Deployment from, Deployment to) {
        return sum(from, to, Part::token);
    }

    /** Errors of the changes that are made at once, as squares. */
    private double sum(Deployment from, Deployment to, ToDoubleFunction<Part> error) {
        double squares = 0;
        squares += from.maxSequences() == to.maxSequences() ? 0 : square(error.applyAsDouble(batch));
        squares += from.gpus() == to.gpus() ? 0 : square(error.applyAsDouble(gpus));
        squares += from.device().id().equals(to.device().id()) ? 0 : square(error.applyAsDouble(device));
        // Other bytes of the cache err like other bytes of the weights: no rows tell of them alone.
        boolean sameBytes = from.precision() == to.precision() && from.model().equals(to.model());
        squares += sameBytes ? 0 : square(error.applyAsDouble(precision));
        return Math.sqrt(squares);
    }

    private static double square(double value) {
        return value * value;
    }

    private static Part part(List<CrossValidation.Held> rows, BiPredicate<Deployment, Deployment> pair) {
        var energy = new ArrayList<Double>();
        var token = new ArrayList<Double>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < i; j++) {
                var a = rows.get(i);
                var b = rows.get(j);
                if (pair.test(a.row().deployment(), b.row().deployment())) {
                    energy.add(Math.abs(a.energyLog() - b.energyLog()));
                    token.add(Math.abs(a.tokenLog() - b.tokenLog()));
                }
            }
        }
        return new Part(quantile(energy), quantile(token), energy.size());
    }

    private static double quantile(List<Double> errors) {
        double[] sorted =
                errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : Accuracy.quantile(sorted, SHARE);
    }

    private static boolean sameCurve(Deployment a, Deployment b) {
        return sameWeights(a, b) && sameDevice(a, b) && sameGpus(a, b);
    }

    private static boolean sameWeights(Deployment a, Deployment b) {
        return sameShape(a, b) && samePrecision(a, b);
    }

    private static boolean sameShape(Deployment a, Deployment b) {
        return a.model().equals(b.model()) && a.task() == b.task();
    }

    private static boolean samePrecision(Deployment a, Deployment b) {
        return a.precision() == b.precision();
    }

    private static boolean sameDevice(Deployment a, Deployment b) {
        return a.device().id().equals(b.device().id());
    }

    private static boolean sameGpus(Deployment a, Deployment b) {
        return a.gpus() == b.gpus() && a.dataParallel() == b.dataParallel();
    }

    private static boolean sameBatch(Deployment a, Deployment b) {
        return a.maxSequences() == b.maxSequences();
    }
}
