package io.negawatt.plan.advise;

import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.estimate.InferenceEstimate;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Another kind of device for the same model, in a data center where this one stands in one, at the batch that suits it. */
final class OtherDevice implements FindingKind {

    @Override
    public String name() {
        return "device";
    }

    /** Of devices that are surely better, the one whose worst case is best: a guess about an unmetered one must not win by its width. */
    @Override
    public List<Finding> of(Subject.Serving serving) {
        double withoutJ = serving.leastOfBatchesJ();
        return serving.catalog().datasheets().stream()
                .filter(device -> isAlternative(device, serving))
                .flatMap(device -> best(serving, device).stream())
                .filter(best -> serving.systemJ(best) < (1 - Findings.LEAST_SAVING) * withoutJ)
                .filter(best -> serving.changeTo(best).energy().high() < -Findings.LEAST_SAVING)
                .min(Comparator.comparingDouble(
                        best -> serving.changeTo(best).energy().high()))
                .stream()
                .map(best -> finding(serving, best))
                .toList();
    }

    private static boolean isAlternative(Datasheet device, Subject.Serving serving) {
        var now = serving.deployment().device();
        return device.isEdge() == now.isEdge() && !device.id().equals(now.id());
    }

    private static List<InferenceEstimate> best(Subject.Serving serving, Datasheet device) {
        return serving.advice().frontier(serving.deployment().withDevice(device)).stream()
                .filter(serving::keepsWish)
                .min(Comparator.comparingDouble(serving::systemJ))
                .stream()
                .toList();
    }

    private Finding finding(Subject.Serving serving, InferenceEstimate best) {
        var d = best.deployment();
        return Finding.change(
                name(),
                Message.of(
                        "finding.device.title", d.gpus(), d.device().names().en(), Numbers.fixed(d.maxSequences(), 0)),
                Message.of("finding.device.detail"),
                serving.changeTo(best),
                Bases.estimate(best),
                Stream.concat(
                                Stream.of("negawatt", "estimate", "infer", "--model", serving.model()),
                                Stream.of(
                                        "--gpu",
                                        d.device().id(),
                                        "--gpus",
                                        String.valueOf(d.gpus()),
                                        "--batch",
                                        Numbers.fixed(d.maxSequences(), 0)))
                        .toList());
    }
}
