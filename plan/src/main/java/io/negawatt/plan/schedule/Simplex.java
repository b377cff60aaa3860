package io.negawatt.plan.schedule;

import java.util.Arrays;

/** The nearest point whose coordinates are not negative and add up to a given sum (J. Duchi and others, ICML 2008). */
final class Simplex {
    private Simplex() {}

    static void project(double[] point, double sum) {
        double[] falling = point.clone();
        Arrays.sort(falling);
        double above = 0;
        double shift = 0;
        for (int i = falling.length - 1, count = 1; i >= 0; i--, count++) {
            above += falling[i];
            double here = (above - sum) / count;
            if (falling[i] - here > 0) {
                shift = here;
            }
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = Math.max(0, point[i] - shift);
        }
    }
}
