package io.negawatt.plan.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * The energy score of whole paths (T. Gneiting, A. Raftery, "Strictly proper scoring rules, prediction, and estimation", JASA
 * 102, 2007): mean distance of the sample paths to the outcome less half of their mean distance to each other, in the unit of
 * the series, as a root mean square over the steps. The sample paths of an issue are its middle plus the errors of the last
 * issues before it whose outcome was known by then, so that errors hang together over the steps as they do in truth.
 */
final class EnergyScore {
    private static final int MOST_PATHS = 20;

    private EnergyScore() {}

    /** {@return the mean score of the issues from step {@code first} on} */
    static double of(Source source, Reach reach, List<Quantiles> issues, int first) {
        var errors = issues.stream().map(issue -> errors(source, reach, issue)).toList();
        double sum = 0;
        int count = 0;
        for (int i = 0; i < issues.size(); i++) {
            var paths = paths(issues, errors, reach, i);
            if (issues.get(i).issued() >= first && isWhole(errors.get(i)) && !paths.isEmpty()) {
                sum += score(errors.get(i), paths);
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static double[] errors(Source source, Reach reach, Quantiles issue) {
        double[] points = issue.points();
        var errors = new double[points.length];
        for (int step = 0; step < points.length; step++) {
            errors[step] = source.raw(issue.issued() + reach.lead() + step) - points[step];
        }
        return errors;
    }

    private static boolean isWhole(double[] errors) {
        for (double error : errors) {
            if (Double.isNaN(error)) {
                return false;
            }
        }
        return true;
    }

    private static List<double[]> paths(List<Quantiles> issues, List<double[]> errors, Reach reach, int issue) {
        var paths = new ArrayList<double[]>();
        for (int j = issue - 1; j >= 0 && paths.size() < MOST_PATHS; j--) {
            if (reach.end(issues.get(j).issued()) <= issues.get(issue).issued() && isWhole(errors.get(j))) {
                paths.add(errors.get(j));
            }
        }
        return paths;
    }

    private static double score(double[] error, List<double[]> paths) {
        double toOutcome = 0;
        double between = 0;
        for (var path : paths) {
            toOutcome += distance(path, error);
            for (var other : paths) {
                between += distance(path, other);
            }
        }
        return toOutcome / paths.size() - between / (2.0 * paths.size() * paths.size());
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum / a.length);
    }
}
