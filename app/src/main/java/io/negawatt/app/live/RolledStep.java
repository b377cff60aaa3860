package io.negawatt.app.live;

/** What is kept of a step whose samples are summed up; the parts are those of {@link SeriesSteps}. */
record RolledStep(long count, double min, double max, double sum, double last, long amountMicro, long coveredMs) {

    static RolledStep of(StepSums sums, int step) {
        return new RolledStep(
                sums.count(step),
                sums.min(step),
                sums.max(step),
                sums.sum(step),
                sums.last(step),
                sums.amountMicro(step),
                sums.coveredMs(step));
    }
}
