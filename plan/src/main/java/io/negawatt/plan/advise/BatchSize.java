package io.negawatt.plan.advise;

import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A batch at which the same devices need less energy for a token: weights are read once for all sequences of a step. */
final class BatchSize implements FindingKind {

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<Finding> of(Subject.Serving serving) {
        return serving.advice().curve(serving.deployment()).stream()
                .filter(serving::keepsWish)
                .min(Comparator.comparingDouble(serving::systemJ))
                .stream()
                .flatMap(best -> finding(serving, best))
                .toList();
    }

    private Stream<Finding> finding(Subject.Serving serving, InferenceEstimate best) {
        var title = Message.of(
                "finding.batch.title",
                Numbers.fixed(best.deployment().maxSequences(), 0),
                Numbers.fixed(serving.deployment().maxSequences(), 0));
        return serving.finding(name(), title, best);
    }
}
