package io.negawatt.core.account;

import io.negawatt.core.account.PowerCurve.Line;
import io.negawatt.core.account.PowerCurve.Span;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Energy by component in equal steps of time. When the run outgrows the steps their length doubles, so that a second and a
 * month cost the same.
 *
 * <p>Not thread-safe.
 */
final class CurveBuilder {
    private static final int MOST_STEPS = 600;

    private final Instant start;
    private final Map<Component, double[]> energyJ = new EnumMap<>(Component.class);
    private final Map<Component, double[]> coveredS = new EnumMap<>(Component.class);
    private double stepS;

    CurveBuilder(Instant start, double stepS) {
        this.start = start;
        this.stepS = stepS;
    }

    /** {@return a builder with the same energy that can be added to without changing this one} */
    CurveBuilder copy() {
        var copy = new CurveBuilder(start, stepS);
        energyJ.forEach((component, joules) -> copy.energyJ.put(component, joules.clone()));
        coveredS.forEach((component, covered) -> copy.coveredS.put(component, covered.clone()));
        return copy;
    }

    /** Lays {@code runJ} evenly on a time since the start. Details of another channel are left out. */
    void add(Channel channel, double fromS, double toS, double runJ) {
        if (channel.parent().isPresent()) {
            return;
        }
        while (toS > stepS * MOST_STEPS) {
            halve();
        }
        double[] joules = energyJ.computeIfAbsent(channel.component(), c -> new double[MOST_STEPS]);
        double[] covered = coveredS.computeIfAbsent(channel.component(), c -> new double[MOST_STEPS]);
        int first = (int) (fromS / stepS);
        int last = Math.min(MOST_STEPS - 1, (int) Math.ceil(toS / stepS) - 1);
        for (int step = first; step <= last; step++) {
            double insideS = Math.min(toS, (step + 1) * stepS) - Math.max(fromS, step * stepS);
            if (insideS > 0) {
                joules[step] += runJ * insideS / (toS - fromS);
                covered[step] += insideS;
            }
        }
    }

    private void halve() {
        stepS *= 2;
        energyJ.values().forEach(CurveBuilder::pairUp);
        coveredS.values().forEach(CurveBuilder::pairUp);
    }

    private static void pairUp(double[] steps) {
        for (int i = 0; i < steps.length / 2; i++) {
            steps[i] = steps[2 * i] + steps[2 * i + 1];
        }
        Arrays.fill(steps, steps.length / 2, steps.length, 0);
    }

    /** {@return the curve of a run that lasted {@code elapsedS}} */
    PowerCurve curve(double elapsedS, List<Span> phases) {
        int steps = Math.min(MOST_STEPS, (int) Math.ceil(elapsedS / stepS - 1e-9));
        var lines = new ArrayList<Line>();
        energyJ.forEach((component, joules) -> {
            double[] covered = coveredS.getOrDefault(component, joules);
            var watts = new ArrayList<Double>(steps);
            for (int step = 0; step < steps; step++) {
                double lengthS = Math.min(stepS, elapsedS - step * stepS);
                watts.add(covered[step] > 0 ? joules[step] / lengthS : Double.NaN);
            }
            lines.add(new Line(component, List.copyOf(watts)));
        });
        return new PowerCurve(start, stepS, List.copyOf(lines), phases);
    }
}
