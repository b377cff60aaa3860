package io.negawatt.plan.forecast;

import java.util.Arrays;

/**
 * Catches a forecaster that peeks, by whatever way: it forecasts twice, the second time from a series whose future has been
 * replaced, and both must agree to the last bit. Asking {@link History} for a step ahead throws already by itself.
 */
public final class LeakGuard {
    private LeakGuard() {}

    /**
     * Checks a forecaster at one issue.
     *
     * @throws LeakException if what it says depends on what came later
     */
    public static void check(Source source, Forecaster forecaster, Reach reach, int issued) {
        var said = points(source, forecaster, reach, issued);
        var saidOfAnother = points(source.withFuture(issued, -1e6), forecaster, reach, issued);
        if (!Arrays.equals(said, saidOfAnother)) {
            throw new LeakException(issued, issued);
        }
    }

    private static double[] points(Source source, Forecaster forecaster, Reach reach, int issued) {
        var learner = forecaster.learner(reach);
        var history = new History(source, issued);
        learner.fit(history);
        return learner.outlook(history).points();
    }
}
