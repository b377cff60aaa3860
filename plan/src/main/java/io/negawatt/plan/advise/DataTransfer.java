package io.negawatt.plan.advise;

import io.negawatt.core.meter.Component;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.List;

/** A run whose data travel: halves of gradients, or data kept where the work is. */
final class DataTransfer implements FindingKind {
    /** Numbers of 16 bits instead of 32. */
    private static final double HALF = 0.5;

    @Override
    public String name() {
        return "transfer";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        double share = run.share(Component.TRANSMIT) * run.overhead();
        boolean gradients =
                run.account().work().stream().anyMatch(work -> work.unit().equals("all-reduced-bytes"));
        double saved = Math.min(1, share) * (gradients ? HALF : 1);
        if (saved < Findings.LEAST_SAVING) {
            return List.of();
        }
        String key = "finding.transfer." + (gradients ? "gradients" : "data");
        return List.of(Finding.change(
                name(),
                Message.of(key + ".title"),
                Message.of(key + ".detail"),
                Change.ofEnergy(Change.upTo(saved), Interval.ZERO),
                Message.of("finding.transfer.basis"),
                gradients ? run.training("--technique", "half-gradients") : List.of()));
    }
}
