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

/** Sums series of power up to curves, each by a key. A step counts where at least one series has figures for half of it. */
final class Curves {
    /** Most curves of an answer; whoever wants more asks for a part. */
    private static final int MOST = 500;

    private final Window window;
    private final UnaryOperator<String> names;
    private final Map<String, Curve> byKey = new TreeMap<>();

    private static final class Curve {
        private final double[] watts;
        private final boolean[] known;
        private Tier tier = Tier.METERED;

        private Curve(int steps) {
            watts = new double[steps];
            known = new boolean[steps];
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
        for (int i = 0; i < window.steps(); i++) {
            if (2 * steps.coveredMs(i)
                            >= Math.min(window.stepMs(), steps.series().periodMs())
                    && steps.coveredMs(i) > 0) {
                curve.watts[i] += steps.meanW(i);
                curve.known[i] = true;
            }
        }
    }

    /** {@return the curves by key} */
    List<CurveView> views() {
        var views = new ArrayList<CurveView>();
        byKey.forEach((key, curve) -> views.add(new CurveView(
                key, names.apply(key), "W", Optional.of(curve.tier.id()), values(curve.watts, curve.known))));
        return views;
    }

    /** {@return the values of a curve, NaN where it has none; empty where there is no such curve} */
    Optional<double[]> values(String key) {
        return Optional.ofNullable(byKey.get(key)).map(curve -> {
            var values = curve.watts.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] = curve.known[i] ? values[i] : Double.NaN;
            }
            return values;
        });
    }

    /** {@return the sum of all curves; NaN in a step that none has} */
    double[] total() {
        var total = new double[window.steps()];
        for (int i = 0; i < total.length; i++) {
            double sum = 0;
            boolean known = false;
            for (var curve : byKey.values()) {
                sum += curve.known[i] ? curve.watts[i] : 0;
                known |= curve.known[i];
            }
            total[i] = known ? sum : Double.NaN;
        }
        return total;
    }

    private static List<@Nullable Double> values(double[] watts, boolean[] known) {
        var values = new ArrayList<@Nullable Double>(watts.length);
        for (int i = 0; i < watts.length; i++) {
            values.add(known[i] ? (Double) watts[i] : null);
        }
        return values;
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
