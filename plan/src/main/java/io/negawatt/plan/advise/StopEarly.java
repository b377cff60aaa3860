package io.negawatt.plan.advise;

import io.negawatt.core.estimate.LateGain;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Set;

/** A training that could end when it has most of its quality: the last of it costs a large part of the epochs. */
final class StopEarly implements FindingKind {
    private static final Set<String> TRAINING = Set.of("backward", "optimizer", "train", "training");
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "early-stop";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        boolean trains = run.account().phases().stream()
                .anyMatch(phase -> TRAINING.contains(phase.name()) && phase.energyJ() > 0);
        if (!trains) {
            return List.of();
        }
        var late = LateGain.shipped();
        var less = new Interval(
                -late.epochs().high(), -late.epochs().mid(), -late.epochs().low());
        return List.of(Finding.change(
                name(),
                Message.of("finding.early-stop.title", Numbers.fixed(LateGain.SHARE_OF_BEST * PERCENT, 0) + " %"),
                Message.of("finding.early-stop.detail"),
                Change.ofEnergy(less, less),
                Message.of("finding.early-stop.basis", late.data().rows()),
                run.training("--technique", "early-stopping")));
    }
}
