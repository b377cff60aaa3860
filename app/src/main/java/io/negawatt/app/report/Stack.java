package io.negawatt.app.report;

import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.account.PowerCurve.Line;
import io.negawatt.core.meter.Component;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The lines of a power curve on top of each other, in W. A step in which any line has no figure is a gap: the lines that have
 * one are still drawn, and neither mean nor peak counts it.
 *
 * @param lines the lines that are above 0 somewhere, the lowest of the pile first
 * @param steps number of steps
 * @param stepS length of a step, in s
 * @param gaps for each step whether a line has no figure there
 */
record Stack(List<Line> lines, int steps, double stepS, List<Boolean> gaps) {
    private static final List<Component> FROM_BELOW =
            List.of(Component.COMPUTE, Component.COOLING, Component.STORE, Component.TRANSMIT, Component.OTHER);

    static Stack of(PowerCurve curve) {
        int steps = curve.lines().stream()
                .mapToInt(line -> line.watts().size())
                .max()
                .orElse(0);
        var gaps = IntStream.range(0, steps)
                .mapToObj(step -> curve.lines().stream().anyMatch(line -> Double.isNaN(watts(line, step))))
                .toList();
        var seen = curve.lines().stream()
                .filter(line -> line.watts().stream().anyMatch(w -> w > 0))
                .sorted(Comparator.comparingInt(line -> FROM_BELOW.indexOf(line.component())))
                .toList();
        return new Stack(seen, steps, curve.stepS(), gaps);
    }

    double lengthS() {
        return steps * stepS;
    }

    /** {@return power of one line, NaN where it has no figure} */
    double watts(int line, int step) {
        return watts(lines.get(line), step);
    }

    /** {@return power of the lines below {@code line}; what has no figure counts nothing} */
    double below(int line, int step) {
        return IntStream.range(0, line)
                .mapToDouble(i -> watts(i, step))
                .filter(w -> !Double.isNaN(w))
                .sum();
    }

    /** {@return what is known of the power in a step} */
    double total(int step) {
        return below(lines.size(), step);
    }

    OptionalDouble meanW() {
        return whole().average();
    }

    /** {@return the step with the highest power among those without a gap; −1 where there is none} */
    int peakStep() {
        return IntStream.range(0, steps)
                .filter(step -> !gaps.get(step))
                .boxed()
                .max(Comparator.comparingDouble(this::total))
                .orElse(-1);
    }

    double mostW() {
        return IntStream.range(0, steps).mapToDouble(this::total).max().orElse(0);
    }

    private DoubleStream whole() {
        return IntStream.range(0, steps).filter(step -> !gaps.get(step)).mapToDouble(this::total);
    }

    private static double watts(Line line, int step) {
        return step < line.watts().size() ? line.watts().get(step) : Double.NaN;
    }
}
