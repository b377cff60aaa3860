package io.negawatt.plan.advise;

import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.estimate.Precision;
import io.negawatt.core.text.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Weights in fewer bits: fewer bytes to read for each step. */
final class WeightPrecision implements FindingKind {
    private static final Map<Precision, String> VLLM =
            Map.of(Precision.FP8, "fp8", Precision.INT8, "bitsandbytes", Precision.INT4, "awq");

    @Override
    public String name() {
        return "precision";
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        var d = serving.deployment();
        return Stream.of(Precision.FP8, Precision.INT8, Precision.INT4)
                .filter(precision -> smaller(precision, d))
                .map(precision -> serving.estimator().estimate(d.withPrecision(precision)))
                .min(Comparator.comparingDouble(serving::systemJ))
                .stream()
                .flatMap(best -> finding(serving, best))
                .toList();
    }

    /** Eight-bit floating point counts where the device multiplies in it. */
    private static boolean smaller(Precision precision, Deployment d) {
        boolean has = precision != Precision.FP8
                || d.device().fp8Tflops() > d.device().bf16Tflops();
        return has && precision.denseBytes() < d.precision().denseBytes();
    }

    private Stream<Finding> finding(Subject.Serving serving, InferenceEstimate best) {
        var precision = best.deployment().precision();
        var title = Message.of(
                "finding.precision.title",
                precision.id(),
                serving.deployment().precision().id());
        return serving.finding(name(), title, best, "--quantization", VLLM.getOrDefault(precision, precision.id()));
    }
}
