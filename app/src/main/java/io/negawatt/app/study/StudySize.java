package io.negawatt.app.study;

/**
 * How large a study is. What it can tell apart grows with the seeds, what it holds for with the model.
 *
 * @param name as people ask for it
 * @param seeds trainings of each technique and baseline
 * @param layers blocks of the model
 * @param width elements of a token's vector
 * @param heads attention heads
 * @param context tokens of a row
 * @param batchRows rows a step over all workers
 * @param steps steps of a baseline
 * @param mostWorkers workers up to which scaling is measured
 * @param scalingSteps steps of each measurement of scaling
 * @param searchS time that each shape of the search gets, in s
 */
record StudySize(
        String name,
        int seeds,
        int layers,
        int width,
        int heads,
        int context,
        int batchRows,
        int steps,
        int mostWorkers,
        int scalingSteps,
        double searchS) {

    /** A quarter of an hour on two cores. */
    static final StudySize QUICK = new StudySize("quick", 3, 4, 128, 4, 64, 16, 120, 2, 80, 8);

    /** Some hours on two cores. */
    static final StudySize FULL = new StudySize("full", 5, 6, 256, 8, 128, 32, 600, 4, 64, 120);
}
