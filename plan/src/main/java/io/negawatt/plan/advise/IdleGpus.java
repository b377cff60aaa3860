package io.negawatt.plan.advise;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** GPUs that a run is charged with and hardly used. */
final class IdleGpus implements FindingKind {
    /** A device counts as idle up to this much above what the catalog says it draws when nobody uses it. */
    private static final double ABOVE_IDLE = 1.1;

    @Override
    public String name() {
        return "idle-gpus";
    }

    @Override
    public List<Finding> of(Subject.Run run) {
        var gpus = run.gpus();
        var idle = gpus.stream().filter(IdleGpus::isIdle).toList();
        double energyJ =
                idle.stream().mapToDouble(gpu -> gpu.source().energyJ()).sum() * run.overhead();
        double share = run.account().totalJ().mid() > 0
                ? energyJ / run.account().totalJ().mid()
                : 0;
        if (share < Findings.LEAST_SAVING || idle.size() == gpus.size()) {
            return List.of();
        }
        double meanW =
                idle.stream().mapToDouble(Subject.MeteredGpu::meanW).average().orElseThrow();
        return List.of(Finding.change(
                name(),
                Message.of("finding.idle-gpus.title", idle.size(), gpus.size()),
                Message.of("finding.idle-gpus.detail", Numbers.significant(meanW, 3) + " W"),
                Change.ofEnergy(Change.upTo(Math.min(1, share)), Interval.ZERO),
                Message.of("finding.basis.account"),
                command(run, gpus)));
    }

    private static boolean isIdle(Subject.MeteredGpu gpu) {
        return gpu.meanW() <= gpu.gpu().idleW().high() * ABOVE_IDLE;
    }

    private static List<String> command(Subject.Run run, List<Subject.MeteredGpu> gpus) {
        String used = gpus.stream()
                .filter(Predicate.not(IdleGpus::isIdle))
                .map(Subject.MeteredGpu::index)
                .collect(Collectors.joining(","));
        return run.again("env", "CUDA_VISIBLE_DEVICES=" + used);
    }
}
