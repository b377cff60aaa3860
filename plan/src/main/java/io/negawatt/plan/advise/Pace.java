package io.negawatt.plan.advise;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.InferenceEstimator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How fast a replica decodes, and what it draws, by how many sequences it holds: estimates at a few batches, between them straight
 * lines over the logarithms.
 */
final class Pace {
    private static final int[] BATCHES = {1, 2, 4, 8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024};
    /** A batch that the cache does not hold to this part only queues. */
    private static final double HELD = 0.8;

    private final List<InferenceEstimate> estimates;
    private final double[] tokenS;
    private final double[] lateS;
    private final double[] watts;

    /**
     * @param estimates at growing batches, up to what the cache holds
     * @param tokenS see {@link #tokenS}
     * @param lateS see {@link #lateS}
     * @param watts see {@link #watts}
     */
    Pace(List<InferenceEstimate> estimates, double[] tokenS, double[] lateS, double[] watts) {
        this.estimates = List.copyOf(estimates);
        this.tokenS = tokenS.clone();
        this.lateS = lateS.clone();
        this.watts = watts.clone();
    }

    static Pace of(InferenceEstimator estimator, Deployment deployment) {
        var estimates = new ArrayList<InferenceEstimate>();
        for (int batch : BATCHES) {
            var estimate = estimator.estimate(deployment.withMaxSequences(batch));
            if (!estimates.isEmpty() && estimate.batch() < HELD * batch) {
                break;
            }
            estimates.add(estimate);
        }
        int most = (int) estimates.getLast().deployment().maxSequences();
        double idleW = deployment.gpus() * deployment.device().gpu().idleW().mid();
        double[] watts =
                table(estimates, most, e -> e.wattsPerDevice() * e.deployment().gpus());
        watts[0] = idleW;
        return new Pace(
                estimates,
                table(estimates, most, e -> e.tokenS().mid()),
                neverLonger(table(estimates, most, e -> e.tokenS().high())),
                watts);
    }

    /** A step for fewer sequences never takes longer than one for more, also where fewer were never metered and are less sure. */
    private static double[] neverLonger(double[] lateS) {
        for (int sequences = lateS.length - 2; sequences >= 0; sequences--) {
            lateS[sequences] = Math.min(lateS[sequences], lateS[sequences + 1]);
        }
        return lateS;
    }

    /** {@return mean time per token by the number of sequences, expected, in s; the place is the number} */
    double[] tokenS() {
        return tokenS;
    }

    /** {@return the same at the upper end of its interval: 19 in 20 take no longer} */
    double[] lateS() {
        return lateS;
    }

    /** {@return power of all devices of the replica by the number of sequences, in W; at 0 that of idle devices} */
    double[] watts() {
        return watts;
    }

    /** {@return most sequences that a replica holds} */
    int most() {
        return tokenS.length - 1;
    }

    /** {@return most sequences at which a token surely takes no longer than {@code wishS}; 0 where one alone takes longer} */
    int mostWithin(double wishS) {
        int most = 0;
        while (most < most() && lateS[most + 1] <= wishS) {
            most++;
        }
        return most;
    }

    /** {@return the estimate whose batch is nearest to {@code sequences}} */
    InferenceEstimate near(double sequences) {
        return estimates.stream()
                .min(Comparator.comparingDouble(
                        e -> Math.abs(Math.log(e.deployment().maxSequences() / Math.max(1, sequences)))))
                .orElseThrow();
    }

    private static double[] table(
            List<InferenceEstimate> estimates, int most, ToDoubleFunction<InferenceEstimate> value) {
        double[] table = new double[most + 1];
        int above = 0;
        for (int sequences = 1; sequences <= most; sequences++) {
            while (estimates.get(above).deployment().maxSequences() < sequences) {
                above++;
            }
            table[sequences] = between(estimates, above, sequences, value);
        }
        table[0] = table[Math.min(1, most)];
        return table;
    }

    private static double between(
            List<InferenceEstimate> estimates, int above, int sequences, ToDoubleFunction<InferenceEstimate> value) {
        var high = estimates.get(above);
        var low = estimates.get(Math.max(0, above - 1));
        double from = low.deployment().maxSequences();
        double to = high.deployment().maxSequences();
        double part = from == to ? 0 : Math.log(sequences / from) / Math.log(to / from);
        return Math.exp((1 - part) * Math.log(value.applyAsDouble(low)) + part * Math.log(value.applyAsDouble(high)));
    }
}
