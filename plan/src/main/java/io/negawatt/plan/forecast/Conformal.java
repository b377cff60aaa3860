package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives a track its ranges from its own past errors, and corrects them by how often they held.
 *
 * <p>Each error is divided by what was usual for its step when it was made. Quantiles of these ratios over the last weeks, times
 * what is usual now, are the range (split conformal prediction with normalized scores; J. Lei and others, "Distribution-free
 * predictive inference for regression", JASA 113, 2018). Each quantile is then stretched or drawn in with every outcome, so
 * that the share that holds comes out right even where the series changes (after I. Gibbs, E. Candès, "Adaptive conformal
 * inference under distribution shift", NeurIPS 2021, who move the level instead; where errors have long tails, a level near
 * its end makes a range leap). Only outcomes before an issue are used for it.
 */
final class Conformal {
    private static final int WINDOW_DAYS = 56;
    private static final int MOST_ISSUES = 56;
    private static final double HALF_LIFE_DAYS = 7;
    private static final double LEARNING_RATE = 0.5;
    /** What a 0 counts where nothing is below it: that the sun does not shine at night says little about a range. */
    private static final double AT_THE_END = 0.5;

    private static final double MOST_STRETCH = 3;

    private final Source source;
    private final Track track;
    private final boolean isNegative;
    private final double[][] usual;
    private final double[] stretch =
            Quantiles.LEVELS.stream().mapToDouble(_ -> 1).toArray();
    private final List<Quantiles> made = new ArrayList<>();
    private int judged;

    private Conformal(Source source, Track track) {
        this.source = source;
        this.track = track;
        this.isNegative = hasNegative(source, track.issues().getFirst().issued());
        this.usual = new double[track.issues().size()][];
    }

    /** {@return the track with its ranges, issue by issue} */
    static List<Quantiles> of(Source source, Track track) {
        var conformal = new Conformal(source, track);
        for (int i = 0; i < track.issues().size(); i++) {
            conformal.made.add(conformal.next(i));
        }
        return conformal.made;
    }

    private Quantiles next(int i) {
        var issue = track.issues().get(i);
        int[] past = past(i);
        judge(issue.issued());
        usual[i] = usual(i, past);
        double[] ratios = ratios(past, issue.issued());
        int steps = track.reach().steps();
        var values = new double[steps][stretch.length];
        for (int step = 0; step < steps; step++) {
            for (int level = 0; level < stretch.length; level++) {
                values[step][level] = edge(issue.point(step), usual[i][step], ratios, level);
            }
            Arrays.sort(values[step]);
        }
        return new Quantiles(issue.issued(), values);
    }

    /** The middle is the point itself; an edge that past errors put on its other side stays at it. */
    private double edge(double point, double usualError, double[] ratios, int level) {
        if (level == Quantiles.MIDDLE) {
            return point;
        }
        double ratio = quantile(ratios, Quantiles.LEVELS.get(level), level);
        double moved = shifted(point, usualError * stretch[level] * ratio);
        return level < Quantiles.MIDDLE ? Math.min(moved, point) : Math.max(moved, point);
    }

    /** {@return the issues of the last weeks, spread evenly where there are many} */
    private int[] past(int i) {
        int from = i;
        int now = track.issues().get(i).issued();
        while (from > 0 && now - track.issues().get(from - 1).issued() <= WINDOW_DAYS * source.slotsPerDay()) {
            from--;
        }
        int count = i - from;
        int stride = Math.max(1, (count + MOST_ISSUES - 1) / MOST_ISSUES);
        var past = new ArrayList<Integer>();
        for (int j = i - 1; j >= from; j -= stride) {
            past.add(j);
        }
        return past.stream().mapToInt(j -> j).toArray();
    }

    /** Moves the levels by the outcomes that have become known since. */
    private void judge(int now) {
        while (judged < made.size() && track.reach().end(made.get(judged).issued()) <= now) {
            var ranges = made.get(judged);
            for (int level = 0; level < stretch.length; level++) {
                double wanted = Quantiles.LEVELS.get(level);
                double held = shareBelow(ranges, level);
                if (!Double.isNaN(held)) {
                    double change = LEARNING_RATE * (wanted - held) * Math.signum(level - Quantiles.MIDDLE);
                    stretch[level] = Math.clamp(stretch[level] * Math.exp(change), 1 / MOST_STRETCH, MOST_STRETCH);
                }
            }
            judged++;
        }
    }

    private double shareBelow(Quantiles ranges, int level) {
        double below = 0;
        double known = 0;
        for (int step = 0; step < ranges.values().length; step++) {
            double actual = source.raw(ranges.issued() + track.reach().lead() + step);
            double[] range = ranges.values()[step];
            if (!Double.isNaN(actual) && range[Quantiles.LOW] < range[Quantiles.HIGH]) {
                double weight = actual == 0 && !isNegative ? AT_THE_END : 1;
                known += weight;
                below += isBelow(actual, range[level], level) ? weight : 0;
            }
        }
        return known == 0 ? Double.NaN : below / known;
    }

    /** An outcome on the edge of a range is inside of it. */
    private static boolean isBelow(double actual, double edge, int level) {
        return level < Quantiles.MIDDLE ? actual < edge : actual <= edge;
    }

    /** {@return the error that is usual at each step, from that step and its neighbors in the last weeks} */
    private double[] usual(int i, int[] past) {
        var issue = track.issues().get(i);
        int steps = track.reach().steps();
        if (issue.outlook().widths().length == steps) {
            return issue.outlook().widths();
        }
        var sums = new double[steps];
        var weights = new double[steps];
        for (int j : past) {
            double age = (double) (issue.issued() - track.issues().get(j).issued()) / source.slotsPerDay();
            double weight = Math.pow(0.5, age / HALF_LIFE_DAYS);
            for (int step = 0; step < steps; step++) {
                double error = error(j, step, issue.issued());
                if (!Double.isNaN(error)) {
                    sums[step] += weight * Math.abs(error);
                    weights[step] += weight;
                }
            }
        }
        return smooth(sums, weights);
    }

    private double[] smooth(double[] sums, double[] weights) {
        int beside = Math.max(1, source.slotsPerDay() / 24);
        var smooth = new double[sums.length];
        double all = Arrays.stream(sums).sum()
                / Math.max(Double.MIN_NORMAL, Arrays.stream(weights).sum());
        for (int step = 0; step < sums.length; step++) {
            double sum = 0;
            double weight = 0;
            for (int near = Math.max(0, step - beside); near <= Math.min(sums.length - 1, step + beside); near++) {
                sum += sums[near];
                weight += weights[near];
            }
            smooth[step] = weight > 0 ? sum / weight : all;
        }
        return smooth;
    }

    private double error(int j, int step, int now) {
        int target = track.target(track.issues().get(j), step);
        double actual = target < now ? source.raw(target) : Double.NaN;
        return actual - track.issues().get(j).point(step);
    }

    /** {@return errors of the past issues as multiples of what was usual then, sorted} */
    private double[] ratios(int[] past, int now) {
        int steps = track.reach().steps();
        var ratios = new double[past.length * steps];
        int count = 0;
        for (int j : past) {
            for (int step = 0; step < steps; step++) {
                double error = error(j, step, now);
                if (!Double.isNaN(error) && usual[j][step] > 0) {
                    ratios[count++] = error / usual[j][step];
                }
            }
        }
        Arrays.sort(ratios, 0, count);
        return Arrays.copyOf(ratios, count);
    }

    private double quantile(double[] sorted, double share, int level) {
        if (sorted.length < 2 * stretch.length) {
            return Math.signum(level - Quantiles.MIDDLE) * 2;
        }
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** A series that has never been below 0 is not said to go there. */
    private double shifted(double point, double error) {
        return isNegative ? point + error : Math.max(0, point + error);
    }

    private static boolean hasNegative(Source source, int issued) {
        for (int i = 0; i < issued; i++) {
            if (source.filled(i) < 0) {
                return true;
            }
        }
        return false;
    }
}
