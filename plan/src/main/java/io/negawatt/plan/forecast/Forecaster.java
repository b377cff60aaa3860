package io.negawatt.plan.forecast;

import java.util.List;

/** A way to tell what a signal will be: one file, and one line in {@link Forecasters#ALL}. Stateless. */
public interface Forecaster {

    /** {@return the name on the command line, such as {@code last-week}} */
    String id();

    /** {@return how many days must be known before it can say anything} */
    int daysNeeded();

    /** {@return a learner for forecasts of one reach, which knows nothing yet} */
    Learner learner(Reach reach);

    /**
     * What is learned of one series. It may be fitted again with a longer history of the same series, and then takes up only
     * what is new. Not thread-safe.
     */
    interface Learner {

        /** Learns from all that was known when {@code history} was issued. */
        void fit(History history);

        /** {@return what the steps ahead will be, from what is known now, which may be more than at the last fit} */
        Outlook outlook(History history);

        /** {@return what drove that outlook, the strongest first} */
        List<Driver> explain(History history);
    }

    /**
     * The steps of a reach as a forecaster sees them, before errors of the past have calibrated it.
     *
     * @param points best guess of each step
     * @param widths half of the forecaster's own 90 % range at each step; empty where it does not tell
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares outlooks.
    record Outlook(double[] points, double[] widths) {
        /** An outlook that does not tell how sure it is. */
        public Outlook(double[] points) {
            this(points, new double[0]);
        }
    }
}
