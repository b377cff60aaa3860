package io.negawatt.train.learn;

/**
 * The learning rate at each step: linear warm-up to the peak, then half a cosine down to a share of it (Loshchilov and
 * Hutter 2017, <i>SGDR</i>, without restarts).
 *
 * @param peak the highest rate
 * @param warmUpSteps steps up to the peak
 * @param steps steps in all
 * @param floor share of the peak at the last step, 0 to 1
 */
public record Schedule(double peak, int warmUpSteps, int steps, double floor) {

    /** {@return the rate of step {@code step}, counted from 0} */
    public double at(int step) {
        if (step < warmUpSteps) {
            return peak * (step + 1) / warmUpSteps;
        }
        double progress = Math.min(1, (step - warmUpSteps) / (double) Math.max(1, steps - warmUpSteps));
        return peak * (floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * progress)));
    }

    /** {@return the same with another peak} */
    public Schedule withPeak(double newPeak) {
        return new Schedule(newPeak, warmUpSteps, steps, floor);
    }
}
