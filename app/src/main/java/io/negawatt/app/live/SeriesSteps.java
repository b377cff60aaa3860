package io.negawatt.app.live;

/**
 * A series summed up by the steps of a window. A sample lies in the step that holds the last ms before its time; its amount
 * and its coverage are shared out by time between the steps that it reaches over.
 */
public interface SeriesSteps {
    /** {@return the series} */
    Series series();

    /** {@return the window; every other method takes the number of a step in it, from 0} */
    Window window();

    /** {@return number of samples with a figure} */
    long count(int step);

    /** {@return least value; NaN where there is no sample} */
    double min(int step);

    /** {@return greatest value; NaN where there is no sample} */
    double max(int step);

    /** {@return mean of the values, each counted once; NaN where there is no sample} */
    double mean(int step);

    /** {@return last value; NaN where there is no sample} */
    double last(int step);

    /**
     * {@return the amount in millionths of J for power, and else of the unit of the series} Whole numbers, so that sums are the
     * same whatever they are made from. Gaps whose amount is known are included.
     */
    long amountMicro(int step);

    /** {@return the time that the samples stand for, in ms; the rest of the step has no figure} */
    long coveredMs(int step);

    /** {@return the part of the amount that gaps tell, in millionths: it was used while no sample stands for the time} */
    long bridgedMicro(int step);

    /** {@return the amount in J for power, and else in the unit of the series} */
    default double amount(int step) {
        return amountMicro(step) / 1e6;
    }

    /** {@return mean power in W over the time that is covered; NaN where none is} */
    default double meanW(int step) {
        return coveredMs(step) == 0 ? Double.NaN : (amountMicro(step) - bridgedMicro(step)) / (1e3 * coveredMs(step));
    }
}
