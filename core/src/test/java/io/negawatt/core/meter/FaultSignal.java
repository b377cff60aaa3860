package io.negawatt.core.meter;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The true power of a simulated device: steps of random height and length, known exactly at every instant, so that any window's
 * true energy is known too. The same seed gives the same signal.
 */
final class FaultSignal {
    private final SplittableRandom random;
    private final double minW;
    private final double maxW;
    private final double meanStepS;
    private double[] endsS = new double[64];
    private double[] watts = new double[64];
    private double[] energyJ = new double[64];
    private int steps;

    FaultSignal(long seed, double minW, double maxW, double meanStepS) {
        this.random = new SplittableRandom(seed);
        this.minW = minW;
        this.maxW = maxW;
        this.meanStepS = meanStepS;
    }

    /** {@return the energy from the beginning to {@code atS}, in J} */
    double energyJ(double atS) {
        if (atS <= 0) {
            return 0;
        }
        int step = step(atS);
        double startS = step == 0 ? 0 : endsS[step - 1];
        double before = step == 0 ? 0 : energyJ[step - 1];
        return before + watts[step] * (atS - startS);
    }

    /** {@return the energy of a window, in J} */
    double energyJ(double fromS, double toS) {
        return energyJ(toS) - energyJ(fromS);
    }

    double minW() {
        return minW;
    }

    double maxW() {
        return maxW;
    }

    private int step(double atS) {
        while (steps == 0 || endsS[steps - 1] < atS) {
            grow();
        }
        int found = Arrays.binarySearch(endsS, 0, steps, atS);
        return found >= 0 ? found : -found - 1;
    }

    private void grow() {
        if (steps == endsS.length) {
            endsS = Arrays.copyOf(endsS, 2 * steps);
            watts = Arrays.copyOf(watts, 2 * steps);
            energyJ = Arrays.copyOf(energyJ, 2 * steps);
        }
        double startS = steps == 0 ? 0 : endsS[steps - 1];
        double before = steps == 0 ? 0 : energyJ[steps - 1];
        double lengthS = 0.001 - meanStepS * Math.log(1 - random.nextDouble());
        watts[steps] = minW + (maxW - minW) * random.nextDouble();
        endsS[steps] = startS + lengthS;
        energyJ[steps] = before + watts[steps] * lengthS;
        steps++;
    }
}
