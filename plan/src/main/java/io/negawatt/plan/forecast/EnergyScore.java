package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The energy score of whole paths (T. Gneiting, A. Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA
 * 102, 2007): mean distance of the sample paths to the outcome less half of their mean distance to each other, in the unit of
 * the series, as a root mean square over the steps. The sample paths of an issue are its middle plus the errors of the last
 * issues before it whose outcome was known by then, so that errors hang together over the steps as they do in truth.
 */
final class EnergyScore {
    private static final int MOST_PATHS = 20;

    private final Source source;
    private final Reach reach;
    /** Errors of the issues whose outcome is known whole, in their order. */
    private final List<double[]> errors = new ArrayList<>();
    /** From which step on such an issue is known. */
    private final List<Integer> knownFrom = new ArrayList<>();
    /** Distances of each of them to the ones before it, the nearest first; two paths meet in many issues. */
    private final List<double[]> distances = new ArrayList<>();

    private EnergyScore(Source source, Reach reach) {
        this.source = source;
        this.reach = reach;
    }

    /** {@return the mean score of the issues from step {@code first} on} */
    static double of(Source source, Reach reach, List<Quantiles> issues, int first) {
        var score = new EnergyScore(source, reach);
        double sum = 0;
        int count = 0;
        for (var issue : issues) {
            double[] own = score.errors(issue);
            int end = score.known(issue.issued());
            if (isWhole(own)) {
                if (issue.issued() >= first && end > 0) {
                    sum += score.score(own, end);
                    count++;
                }
                score.keep(own, reach.end(issue.issued()));
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private double[] errors(Quantiles issue) {
        double[] points = issue.points();
        var own = new double[points.length];
        for (int step = 0; step < points.length; step++) {
            own[step] = source.raw(issue.issued() + reach.lead() + step) - points[step];
        }
        return own;
    }

    private static boolean isWhole(double[] errors) {
        return Arrays.stream(errors).noneMatch(Double::isNaN);
    }

    /** {@return how many of the issues kept are known at a step} */
    private int known(int issued) {
        int end = knownFrom.size();
        while (end > 0 && knownFrom.get(end - 1) > issued) {
            end--;
        }
        return end;
    }

    private void keep(double[] own, int knownFromStep) {
        int paths = Math.min(MOST_PATHS - 1, errors.size());
        var back = new double[paths];
        for (int i = 0; i < paths; i++) {
            back[i] = distance(own, errors.get(errors.size() - 1 - i));
        }
        errors.add(own);
        knownFrom.add(knownFromStep);
        distances.add(back);
    }

    /** {@return the score by the last paths before {@code end}} */
    private double score(double[] own, int end) {
        int paths = Math.min(MOST_PATHS, end);
        double toOutcome = 0;
        double between = 0;
        for (int i = end - paths; i < end; i++) {
            toOutcome += distance(errors.get(i), own);
            for (int j = end - paths; j < i; j++) {
                between += distances.get(i)[i - j - 1];
            }
        }
        return toOutcome / paths - between / ((double) paths * paths);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
