package io.negawatt.plan.operate;

import io.negawatt.plan.forecast.Quantiles;
import io.negawatt.plan.site.SiteOutlook;
import io.negawatt.plan.site.SiteProblem.Aim;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a planner takes the range of a forecast. Which one serves a site best, a back-test says. */
@SuppressWarnings("ImmutableEnumChecker") // Arrays that nobody writes to.
public enum SiteStance {
    /** The middle stands for all. */
    MIDDLE(Aim.MEAN, new int[] {Quantiles.MIDDLE}, new double[] {1}),
    /** The mean cost over a low, a middle and a high course of load and price. */
    SCENARIOS(Aim.MEAN, new int[] {1, Quantiles.MIDDLE, 5}, new double[] {0.3, 0.4, 0.3}),
    /** The cost of the worst of those courses. */
    ROBUST(Aim.WORST, new int[] {1, Quantiles.MIDDLE, 5}, new double[] {1, 1, 1});

    private final Aim aim;
    private final int[] levels;
    private final double[] weights;

    SiteStance(Aim aim, int[] levels, double[] weights) {
        this.aim = aim;
        this.levels = levels;
        this.weights = weights;
    }

    /** {@return its name on the command line} */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    Aim aim() {
        return aim;
    }

    /** The ranges of all that a site has to guess, by slot of the whole case and level of {@link Quantiles#LEVELS}. */
    @FunctionalInterface
    public interface Ranges {
        /** {@return ranges by slot, then by level, from {@code issued} on} */
        double[][] from(int issued, int slots);
    }

    /**
     * {@return forecasts in this form}
     *
     * @param buyPerKwh ranges of the price
     * @param sellShare what a kWh sold brings, as a share of the price; the rest of it is {@code sellPerKwh}
     * @param loadW ranges of the load
     * @param freshW ranges of sun and wind; the courses take little of it together with much load
     */
    public SiteForecasts of(Ranges buyPerKwh, double sellShare, double sellPerKwh, Ranges loadW, Ranges freshW) {
        return (issued, slots) -> {
            double[][] buy = buyPerKwh.from(issued, slots);
            double[][] load = loadW.from(issued, slots);
            double[][] fresh = freshW.from(issued, slots);
            var outlooks = new SiteOutlook[levels.length];
            for (int i = 0; i < levels.length; i++) {
                int opposite = Quantiles.LEVELS.size() - 1 - levels[i];
                double[] price = course(buy, levels[i]);
                double[] back = Arrays.stream(price)
                        .map(one -> sellShare * one + sellPerKwh)
                        .toArray();
                outlooks[i] = new SiteOutlook(
                        weights[i], price, back, positive(course(load, levels[i])), positive(course(fresh, opposite)));
            }
            return List.of(outlooks);
        };
    }

    private static double[] course(double[][] ranges, int level) {
        return Arrays.stream(ranges).mapToDouble(range -> range[level]).toArray();
    }

    private static double[] positive(double[] values) {
        return Arrays.stream(values).map(value -> Math.max(0, value)).toArray();
    }
}
