package io.negawatt.app.server;

import io.negawatt.core.estimate.InferenceEstimate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The shapes of the estimates' operations. */
final class EstimateView {
    private EstimateView() {}

    record Choices(
            List<ModelChoice> models,
            List<String> gpus,
            List<String> trainingChips,
            List<String> precisions,
            List<String> architectures,
            List<String> tasks) {}

    record ModelChoice(String id, String name, double paramsB, double activeB, String architecture) {}

    record InferenceQuery(
            Optional<String> model,
            Optional<String> architecture,
            OptionalDouble paramsB,
            OptionalDouble activeB,
            Optional<String> precision,
            @Nullable String gpu,
            int gpus,
            int batch,
            Optional<String> task,
            OptionalInt inputTokens,
            OptionalInt outputTokens,
            OptionalDouble wishS,
            OptionalDouble pue) {}

    record TrainingQuery(
            double paramsB,
            OptionalDouble activeB,
            OptionalDouble tokensB,
            @Nullable String chip,
            OptionalInt chips,
            OptionalDouble chipHours,
            Optional<String> precision,
            Optional<String> method,
            OptionalDouble pue) {}

    record Point(
            String name,
            String gpu,
            int gpus,
            double batch,
            IntervalView energyJPerToken,
            IntervalView tokenS,
            double tokensPerS,
            double powerW,
            String basis) {

        static Point of(InferenceEstimate estimate) {
            var deployment = estimate.deployment();
            String gpu = deployment.device().id();
            return new Point(
                    "%s, %d × %s".formatted(deployment.model().id(), deployment.gpus(), gpu),
                    gpu,
                    deployment.gpus(),
                    deployment.maxSequences(),
                    IntervalView.of(estimate.joulesPerToken()),
                    IntervalView.of(estimate.tokenS()),
                    estimate.tokensPerS(),
                    estimate.wattsPerDevice() * deployment.gpus(),
                    estimate.basis());
        }
    }

    record Inference(
            Point estimate,
            String restsOn,
            TokenUse perMillion,
            List<Point> batches,
            List<Point> frontier,
            List<MeteredDot> metered,
            List<Point> best,
            String command) {}

    record TokenUse(
            IntervalView plugJ,
            IntervalView siteJ,
            Optional<MoneyView> cost,
            IntervalView locationG,
            IntervalView waterL,
            Optional<IntervalView> embodiedG,
            double pue) {}

    record MeteredDot(String name, double energyJPerToken, double tokenS) {}

    record Training(
            IntervalView chipHours,
            IntervalView energyJ,
            Optional<IntervalView> elapsedS,
            Optional<MoneyView> cost,
            IntervalView locationG,
            String basis,
            String restsOn,
            String command) {}
}
