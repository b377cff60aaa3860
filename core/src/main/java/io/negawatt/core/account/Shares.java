package io.negawatt.core.account;

import java.util.Arrays;

/**
 * Sums from which the energy of each part (process or phase) follows for any idle power and any idle policy, so that one pass
 * over the readings is enough although the idle power is known only at its end.
 *
 * <p>With the device energy E and the length dt of a reading, and the part's use u out of the host's use U and the run's use R:
 * {@code energyJ} sums E·u/U, {@code heldS} sums dt·u/U, {@code reservedS} sums dt·u/R.
 *
 * <p>Not thread-safe.
 */
final class Shares {
    private double[] energyJ = new double[4];
    private double[] heldS = new double[4];
    private double[] reservedS = new double[4];

    void add(int part, double energyJ, double heldS, double reservedS) {
        if (part >= this.energyJ.length) {
            grow(part + 1);
        }
        this.energyJ[part] += energyJ;
        this.heldS[part] += heldS;
        this.reservedS[part] += reservedS;
    }

    private void grow(int parts) {
        int length = Math.max(parts, energyJ.length * 2);
        energyJ = Arrays.copyOf(energyJ, length);
        heldS = Arrays.copyOf(heldS, length);
        reservedS = Arrays.copyOf(reservedS, length);
    }

    /** {@return energy of a part in J} */
    double energyJ(int part, IdlePolicy policy, double idleW, double reservedFraction) {
        if (part >= energyJ.length) {
            return 0;
        }
        return switch (policy) {
            case USED -> energyJ[part];
            case UNALLOCATED -> energyJ[part] - idleW * heldS[part];
            case RESERVED -> energyJ[part] - idleW * heldS[part] + reservedFraction * idleW * reservedS[part];
        };
    }

    /** {@return energy of all parts in J} */
    double totalJ(IdlePolicy policy, double idleW, double reservedFraction) {
        double totalJ = 0;
        for (int part = 0; part < energyJ.length; part++) {
            totalJ += energyJ(part, policy, idleW, reservedFraction);
        }
        return totalJ;
    }
}
