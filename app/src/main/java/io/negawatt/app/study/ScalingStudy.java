package io.negawatt.app.study;

import io.negawatt.train.learn.Ending;
import io.negawatt.train.parallel.Phase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Workers × batch: what a token costs and where its energy goes as workers are added, the work of each staying the same.
 * Looks at held-out data are left out: they come once, however long a training is.
 */
record ScalingStudy(Studies studies, Conductor conductor) {
    private static final List<Integer> BATCH_SHARES = List.of(4, 1);

    int arms() {
        return studies.size().mostWorkers() * BATCH_SHARES.size();
    }

    StudyResult.Scaling run(int cores) throws IOException, InterruptedException {
        var points = new ArrayList<ScalingPoint>();
        for (int share : BATCH_SHARES) {
            int rows = Math.max(1, studies.size().batchRows() / share);
            for (int workers :
                    IntStream.rangeClosed(1, studies.size().mostWorkers()).toArray()) {
                points.add(point(workers, rows, points));
            }
        }
        return new StudyResult.Scaling(List.copyOf(points), ScalingFit.of(points, cores));
    }

    private ScalingPoint point(int workers, int rows, List<ScalingPoint> before)
            throws IOException, InterruptedException {
        int steps = studies.size().scalingSteps();
        var recipe = Studies.recipe(steps, rows * workers, 1, steps, Ending.NONE);
        var job = studies.baseline(1).with(recipe, List.of());
        var measured =
                conductor.measure(new Arm("scaling %d × %d".formatted(workers, rows), Studies.plan(job, workers)));
        double tokens = measured.outcome().tokens();
        var phases = new LinkedHashMap<String, Double>();
        measured.phaseJ().forEach((phase, joules) -> phases.put(phase, joules / tokens));
        phases.remove(Phase.EVALUATION.label());
        double jPerToken =
                phases.values().stream().mapToDouble(Double::doubleValue).sum();
        double tokensPerS = tokens / steps / measured.stepS();
        double alone = before.stream()
                .filter(point -> point.workers() == 1 && point.batchRows() == rows)
                .mapToDouble(ScalingPoint::tokensPerS)
                .findFirst()
                .orElse(tokensPerS);
        return new ScalingPoint(
                workers,
                rows,
                tokens / steps,
                measured.stepS(),
                measured.allReducedBytes() / steps,
                jPerToken,
                phases,
                measured.componentShares(),
                tokensPerS / (workers * alone),
                measured.run());
    }
}
