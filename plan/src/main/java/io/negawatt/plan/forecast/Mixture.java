package io.negawatt.plan.forecast;

import io.negawatt.plan.forecast.Forecaster.Outlook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Weighs forecasters by their errors so far: at each issue the weights, positive and of sum 1, are moved towards those that
 * would have had the least mean absolute error over the last weeks, by exponentiated gradients (J. Kivinen, M. Warmuth,
 * "Exponentiated gradient versus gradient descent for linear predictors", Information and Computation 132, 1997).
 *
 * <p>Only targets before an issue count for its weights. The errors of a series that stays clear of 0 count as a share of its
 * value.
 */
final class Mixture {
    private static final int MOST_ISSUES = 60;
    private static final int ROUNDS = 20;
    private static final double STEP = 0.25;
    /** Keeps some trust in all: equal weights are hard to beat (J. Bates, C. Granger, 1969, and many since). */
    private static final double EQUAL_SHARE = 0.6;

    private static final double FAR_BEHIND = 1.25;

    private final Source source;
    private final List<Track> tracks;
    private final boolean isRelative;
    private final double[] weights;
    /** Sum of the errors of each over the last weeks. */
    private final double[] errors;

    private Mixture(Source source, List<Track> tracks) {
        this.source = source;
        this.tracks = tracks;
        this.isRelative = isRelative(source, tracks.getFirst());
        this.weights = new double[tracks.size()];
        this.errors = new double[tracks.size()];
        Arrays.fill(weights, 1.0 / weights.length);
    }

    /**
     * A mixed forecast and how it was mixed at the last issue.
     *
     * @param weights in the order of the tracks, of sum 1
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
    record Mixed(Track track, double[] weights) {}

    /** {@return the mix of tracks that share their issues} */
    static Mixed of(String id, Source source, List<Track> tracks) {
        var mixture = new Mixture(source, tracks);
        var first = tracks.getFirst();
        var issues = new ArrayList<Track.Issue>();
        for (int i = 0; i < first.issues().size(); i++) {
            mixture.learn(i);
            issues.add(new Track.Issue(first.issues().get(i).issued(), new Outlook(mixture.mix(i))));
        }
        return new Mixed(new Track(id, first.reach(), issues), mixture.shares());
    }

    private static boolean isRelative(Source source, Track track) {
        var before = new History(source, track.issues().getFirst().issued());
        return Stabilizer.of(before).form() == Stabilizer.Form.LOG;
    }

    private double[] mix(int issue) {
        double[] shares = shares();
        var points = new double[tracks.getFirst().reach().steps()];
        for (int m = 0; m < shares.length; m++) {
            var said = tracks.get(m).issues().get(issue);
            for (int step = 0; step < points.length; step++) {
                points[step] += shares[m] * said.point(step);
            }
        }
        return points;
    }

    /** {@return the weights, drawn towards equal ones among those that do not fall far behind} */
    private double[] shares() {
        double least = Arrays.stream(errors).min().orElse(0);
        long good = Arrays.stream(errors)
                .filter(error -> error <= FAR_BEHIND * least)
                .count();
        var shares = new double[weights.length];
        for (int m = 0; m < shares.length; m++) {
            double equal = errors[m] <= FAR_BEHIND * least ? 1.0 / good : 0;
            shares[m] = (1 - EQUAL_SHARE) * weights[m] + EQUAL_SHARE * equal;
        }
        return shares;
    }

    /** A step of a past issue: what each said, what happened, and what an error there counts. */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
    private record Lesson(double[] said, double actual, double weight) {}

    private void learn(int issue) {
        var lessons = lessons(issue);
        measure(lessons);
        for (int round = 0; round < ROUNDS; round++) {
            var pull = new double[weights.length];
            double size = 0;
            for (var lesson : lessons) {
                size += gather(lesson, pull);
            }
            if (size > 0) {
                move(pull, size);
            }
        }
    }

    /** {@return the steps of the last weeks whose outcome is known at an issue} */
    private List<Lesson> lessons(int issue) {
        var reach = tracks.getFirst().reach();
        var issues = tracks.getFirst().issues();
        int now = issues.get(issue).issued();
        var lessons = new ArrayList<Lesson>();
        for (int past = Math.max(0, issue - MOST_ISSUES); past < issue; past++) {
            for (int step = 0; step < reach.steps(); step++) {
                int target = issues.get(past).issued() + reach.lead() + step;
                double actual = target < now ? source.raw(target) : Double.NaN;
                if (!Double.isNaN(actual) && !(isRelative && actual <= 0)) {
                    lessons.add(new Lesson(said(past, step), actual, isRelative ? 1 / actual : 1));
                }
            }
        }
        return lessons;
    }

    private double[] said(int past, int step) {
        var said = new double[tracks.size()];
        for (int m = 0; m < said.length; m++) {
            said[m] = tracks.get(m).issues().get(past).point(step);
        }
        return said;
    }

    private void measure(List<Lesson> lessons) {
        Arrays.fill(errors, 0);
        for (var lesson : lessons) {
            for (int m = 0; m < errors.length; m++) {
                errors[m] += lesson.weight * Math.abs(lesson.said[m] - lesson.actual);
            }
        }
    }

    /** Adds the gradient of the error of a step; {@return the error itself} */
    private double gather(Lesson lesson, double[] pull) {
        double mixed = 0;
        for (int m = 0; m < weights.length; m++) {
            mixed += weights[m] * lesson.said[m];
        }
        double sign = lesson.weight * Math.signum(mixed - lesson.actual);
        for (int m = 0; m < weights.length; m++) {
            pull[m] += sign * (lesson.said[m] - mixed);
        }
        return lesson.weight * Math.abs(mixed - lesson.actual);
    }

    private void move(double[] pull, double size) {
        double sum = 0;
        for (int m = 0; m < weights.length; m++) {
            weights[m] *= Math.exp(-STEP * pull[m] / size);
            sum += weights[m];
        }
        for (int m = 0; m < weights.length; m++) {
            weights[m] /= sum;
        }
    }
}
