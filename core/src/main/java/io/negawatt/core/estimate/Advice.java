package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The batches and numbers of devices that a deployment could have instead. */
public final class Advice {
    private static final double[] BATCHES = {8, 16, 32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048};
    private static final int[] GPUS = {1, 2, 4, 8};
    /** A configured batch that the cache cannot hold by far only queues. */
    private static final double HELD = 0.8;

    private static final int POINTS = 2;

    private final InferenceEstimator estimator;

    public Advice(InferenceEstimator estimator) {
        this.estimator = estimator;
    }

    /** {@return the deployment along its batch curve, as far as the cache holds the batch} */
    public List<InferenceEstimate> curve(Deployment deployment) {
        return DoubleStream.of(BATCHES)
                .mapToObj(batch -> estimator.estimate(deployment.withMaxSequences(batch)))
                .filter(estimate ->
                        estimate.batch() >= HELD * estimate.deployment().maxSequences())
                .toList();
    }

    /** {@return the two batches whose metering would tell most of the whole curve} */
    public List<Double> worthMeasuring(Deployment deployment) {
        var batches = curve(deployment).stream()
                .map(estimate -> estimate.deployment().maxSequences())
                .toList();
        return MeasuredPoints.worthMeasuring(batches, POINTS);
    }

    /** {@return all that the model could be run as on up to eight devices, batch by batch} */
    public List<InferenceEstimate> frontier(Deployment deployment) {
        var all = new ArrayList<InferenceEstimate>();
        for (int gpus : GPUS) {
            var other = deployment.withGpus(gpus);
            if (Footprint.of(other).fits(other)) {
                all.addAll(curve(other));
            }
        }
        return List.copyOf(all);
    }

    /** {@return the one of least energy that keeps a wish for the mean time per output token; empty where none does} */
    public static Optional<InferenceEstimate> leastEnergy(List<InferenceEstimate> frontier, double wishS) {
        return LeastEnergy.choose(
                frontier, estimate -> estimate.joulesPerToken().mid(), InferenceEstimate::wishS, wishS);
    }
}
