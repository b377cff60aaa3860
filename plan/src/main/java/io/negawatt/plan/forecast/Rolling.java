package io.negawatt.plan.forecast;

import io.negawatt.plan.forecast.Forecaster.Learner;
import java.util.ArrayList;
import java.util.List;

/** Rolls a forecaster over a schedule: at each issue it sees what was known then, and nothing else. */
final class Rolling {
    private Rolling() {}

    /** What a forecaster said, and what it has learned by the last issue. */
    record Result(Track track, Learner learner) {}

    static Result roll(Source source, Forecaster forecaster, Reach reach, Schedule schedule) {
        var learner = forecaster.learner(reach);
        var issues = new ArrayList<Track.Issue>();
        List<Integer> moments = schedule.issues();
        for (int i = 0; i < moments.size(); i++) {
            var history = new History(source, moments.get(i));
            if (i % schedule.refitEvery() == 0) {
                learner.fit(history);
            }
            issues.add(new Track.Issue(moments.get(i), learner.outlook(history)));
        }
        return new Result(new Track(forecaster.id(), reach, issues), learner);
    }
}
