package io.negawatt.plan.advise;

import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Another number of the same devices that beats every batch of the number that there is: fewer wait less for each other, more hold a
 * larger batch.
 */
final class GpuCount implements FindingKind {

    @Override
    public String name() {
        return "gpus";
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        int now = serving.deployment().gpus();
        double withoutJ = serving.leastOfBatchesJ();
        return serving.advice().frontier(serving.deployment()).stream()
                .filter(serving::keepsWish)
                .filter(estimate -> estimate.deployment().gpus() != now)
                .min(Comparator.comparingDouble(serving::systemJ))
                .filter(best -> serving.systemJ(best) < (1 - Findings.LEAST_SAVING) * withoutJ)
                .stream()
                .flatMap(best -> finding(serving, best))
                .toList();
    }

    private Stream<Finding> finding(Subject.Serving serving, InferenceEstimate best) {
        var title = Message.of(
                "finding.gpus.title",
                best.deployment().gpus(),
                serving.deployment().gpus(),
                Numbers.fixed(best.deployment().maxSequences(), 0));
        return serving.finding(name(), title, best);
    }
}
