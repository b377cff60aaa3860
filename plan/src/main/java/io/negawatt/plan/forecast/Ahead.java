package io.negawatt.plan.forecast;

import io.negawatt.plan.forecast.Forecaster.Learner;
import java.util.ArrayList;
import java.util.List;

/**
 * What a series will be from now on, asked again and again as time goes on: the mean of some forecasters, without ranges, for
 * whoever plans anew every hour. Until a forecaster has the days that it needs, the value of the day before stands in.
 *
 * <p>Issues must not go back. Not thread-safe.
 */
public final class Ahead {
    private final Source source;
    private final Reach reach;
    private final int refitEvery;
    private final List<Member> members = new ArrayList<>();

    /** A forecaster with what it has learned, and when it learned last. */
    private static final class Member {
        private final Forecaster forecaster;
        private final Learner learner;
        private int fitted = Integer.MIN_VALUE;

        Member(Forecaster forecaster, Reach reach) {
            this.forecaster = forecaster;
            this.learner = forecaster.learner(reach);
        }
    }

    /**
     * Learners that know nothing yet.
     *
     * @param steps how far they look ahead
     * @param refitEvery after how many steps they learn anew
     */
    public Ahead(Source source, List<Forecaster> forecasters, int steps, int refitEvery) {
        this.source = source;
        this.reach = new Reach(0, steps);
        this.refitEvery = refitEvery;
        forecasters.forEach(forecaster -> members.add(new Member(forecaster, reach)));
    }

    /** {@return the points from the step {@code issued} on, from what was known before it} */
    public double[] at(int issued) {
        var history = new History(source, issued);
        var able = members.stream()
                .filter(member -> member.forecaster.daysNeeded() * source.slotsPerDay() <= issued)
                .toList();
        if (able.isEmpty()) {
            return yesterday(history);
        }
        var mean = new double[reach.steps()];
        for (var member : able) {
            double[] points = points(member, history);
            for (int step = 0; step < mean.length; step++) {
                mean[step] += points[step] / able.size();
            }
        }
        return mean;
    }

    private double[] points(Member member, History history) {
        if (member.fitted == Integer.MIN_VALUE || history.issued() - member.fitted >= refitEvery) {
            member.learner.fit(history);
            member.fitted = history.issued();
        }
        return member.learner.outlook(history).points();
    }

    private double[] yesterday(History history) {
        if (history.issued() == 0) {
            return new double[reach.steps()];
        }
        return new Repeat("yesterday", 1).learner(reach).outlook(history).points();
    }
}
