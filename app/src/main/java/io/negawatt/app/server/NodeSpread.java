package io.negawatt.app.server;

import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.series.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** How the power of the nodes of a run differs over time: on the steps of its power curve, each node's mean power. */
final class NodeSpread {
    private static final int STEPS = 600;

    private final Instant start;
    private final double stepS;
    private final int[] channels;
    private final double[][] joules;
    private final double[][] coveredS;

    private NodeSpread(Started started, double elapsedS, int[] channels) {
        this.start = started.at();
        this.stepS = stepS(started.periodS(), elapsedS);
        this.channels = channels;
        int steps = (int) Math.ceil(elapsedS / stepS);
        this.joules = new double[channels.length][steps];
        this.coveredS = new double[channels.length][steps];
    }

    /** {@return a spread for a run that meters several nodes; empty for others} */
    static Optional<NodeSpread> of(Started started, double elapsedS) {
        var nodes = IntStream.range(0, started.channels().size())
                .filter(it -> started.channels().get(it).scope() == Scope.NODE
                        && started.channels().get(it).parent().isEmpty())
                .toArray();
        return nodes.length > 1 && elapsedS > 0
                ? Optional.of(new NodeSpread(started, elapsedS, nodes))
                : Optional.empty();
    }

    /** The power curve begins with the period and doubles it until the run fits into its steps. */
    private static double stepS(double periodS, double elapsedS) {
        double stepS = periodS;
        while (elapsedS > stepS * STEPS) {
            stepS *= 2;
        }
        return stepS;
    }

    int nodes() {
        return channels.length;
    }

    void add(Polled polled) {
        for (int node = 0; node < channels.length; node++) {
            if (polled.readings().get(channels[node]) instanceof Reading.Used used) {
                add(node, used);
            }
        }
    }

    private void add(int node, Reading.Used used) {
        double fromS = seconds(start, used.from());
        double toS = seconds(start, used.to());
        int last = Math.min(joules[node].length, (int) Math.ceil(toS / stepS)) - 1;
        for (int step = Math.max(0, (int) (fromS / stepS)); step <= last; step++) {
            double insideS = Math.min(toS, (step + 1) * stepS) - Math.max(fromS, step * stepS);
            if (insideS > 0) {
                joules[node][step] += used.energy().joules() * insideS / (toS - fromS);
                coveredS[node][step] += insideS;
            }
        }
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() * 1e-9;
    }

    private double[] each(java.util.function.Function<double[], Double> of) {
        int steps = joules[0].length;
        var values = new double[steps];
        for (int step = 0; step < steps; step++) {
            int at = step;
            double[] watts = IntStream.range(0, channels.length)
                    .filter(node -> coveredS[node][at] > 0)
                    .mapToDouble(node -> joules[node][at] / coveredS[node][at])
                    .toArray();
            values[step] = watts.length == 0 ? Double.NaN : of.apply(watts);
        }
        return values;
    }

    double[] lowW() {
        return each(it -> Arrays.stream(it).min().orElseThrow());
    }

    double[] meanW() {
        return each(it -> Arrays.stream(it).average().orElseThrow());
    }

    double[] highW() {
        return each(it -> Arrays.stream(it).max().orElseThrow());
    }

    /** {@return means of so many values each; NaN where all of them are} */
    static double[] means(double[] values, int merged) {
        var means = new double[Math.ceilDiv(values.length, merged)];
        for (int i = 0; i < means.length; i++) {
            means[i] = Arrays.stream(values, i * merged, Math.min(values.length, (i + 1) * merged))
                    .filter(it -> !Double.isNaN(it))
                    .average()
                    .orElse(Double.NaN);
        }
        return means;
    }
}
