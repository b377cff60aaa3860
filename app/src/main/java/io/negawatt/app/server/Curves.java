package io.negawatt.app.server;

import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import io.negawatt.app.server.SeriesApi.CurveView;
import io.negawatt.core.meter.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sums series of power up to curves, each by a key. A series tells a step where it has figures for half of it; where it tells steps
 * before and after but not this one, the sum lacks a part. A sum that lacks more than 1 % of itself is none: it would be too
 * small. So the gap of one meter is a gap of the site's curve, and one of a thousand small meters does not hide the rest.
 */
final class Curves {
    private static final double MOST_LACKING = 0.01;

    /** Most curves of an answer; whoever wants more asks for a part. */
    private static final int MOST = 500;

    private final Window window;
    private final UnaryOperator<String> names;
    private final Map<String, Curve> byKey = new TreeMap<>();

    private static final class Curve {
        private final double[] watts;
        private final boolean[] known;
        private final double[] lackingW;
        private Tier tier = Tier.METERED;

        private Curve(int steps) {
            watts = new double[steps];
            known = new boolean[steps];
            lackingW = new double[steps];
        }

        private boolean isWhole(int step) {
            return known[step] && lackingW[step] <= MOST_LACKING * (watts[step] + lackingW[step]);
        }
    }

    /** @param names what people call a key */
    Curves(Window window, UnaryOperator<String> names) {
        this.window = window;
        this.names = names;
    }

    void add(String key, Tier tier, SeriesSteps steps) {
        if (byKey.size() >= MOST && !byKey.containsKey(key)) {
            throw Problem.of(400, "bad.curves", MOST);
        }
        var curve = byKey.computeIfAbsent(key, _ -> new Curve(window.steps()));
        curve.tier = curve.tier.weaker(tier);
        add(curve, steps);
    }

    private void add(Curve curve, SeriesSteps steps) {
        long leastMs = Math.min(window.stepMs(), steps.series().periodMs());
        int last = -1;
        for (int i = 0; i < window.steps(); i++) {
            if (steps.coveredMs(i) > 0 && 2 * steps.coveredMs(i) >= leastMs) {
                double watts = steps.meanW(i);
                curve.watts[i] += watts;
                curve.known[i] = true;
                for (int lost = last + 1; last >= 0 && lost < i; lost++) {
                    curve.lackingW[lost] += Math.abs(watts);
                }
                last = i;
            }
        }
    }

    /** {@return the curves by key} */
    List<CurveView> views() {
        var views = new ArrayList<CurveView>();
        byKey.forEach((key, curve) -> views.add(
                new CurveView(key, names.apply(key), "W", Optional.of(curve.tier.id()), nullable(values(curve)))));
        return views;
    }

    /** {@return the values of a curve, NaN where it has none; empty where there is no such curve} */
    Optional<double[]> values(String key) {
        return Optional.ofNullable(byKey.get(key)).map(this::values);
    }

    private double[] values(Curve curve) {
        var values = new double[window.steps()];
        for (int i = 0; i < values.length; i++) {
            values[i] = curve.isWhole(i) ? curve.watts[i] : Double.NaN;
        }
        return values;
    }

    /** {@return the sum of all curves; NaN in a step that none has or that lacks a part of one} */
    double[] total() {
        var total = new Curve(window.steps());
        for (var curve : byKey.values()) {
            for (int i = 0; i < window.steps(); i++) {
                total.watts[i] += curve.watts[i];
                total.known[i] |= curve.known[i];
                total.lackingW[i] += curve.lackingW[i];
            }
        }
        return values(total);
    }

    /** {@return numbers for JSON, {@code null} for NaN} */
    static List<@Nullable Double> nullable(double[] values) {
        var list = new ArrayList<@Nullable Double>(values.length);
        for (double value : values) {
            list.add(Double.isNaN(value) ? null : (Double) value);
        }
        return list;
    }
}
