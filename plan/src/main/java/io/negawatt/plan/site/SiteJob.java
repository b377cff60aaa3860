package io.negawatt.plan.site;

import io.negawatt.plan.simulate.PowerProfile;
import java.util.Arrays;

/**
 * Work of a site that can wait.
 *
 * @param release first slot in which it may run
 * @param deadline slot before which it must have ended
 * @param shapeW mean power in each slot when it runs without a pause; at least one
 * @param interruptible whether it may pause and run at less than its power, so long as it gets its energy
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares jobs.
public record SiteJob(String id, int release, int deadline, double[] shapeW, boolean interruptible) {
    public SiteJob {
        if (shapeW.length == 0 || release < 0) {
            throw new IllegalArgumentException("job %s has %d slots from %d".formatted(id, shapeW.length, release));
        }
    }

    /** {@return a job by its profile; the last slot that it needs may be used in part} */
    public static SiteJob of(
            String id, int release, int deadline, PowerProfile profile, double stepS, boolean interruptible) {
        int slots = (int) Math.ceil(profile.lengthS() / stepS - 1e-9);
        var shapeW = new double[slots];
        for (int slot = 0; slot < slots; slot++) {
            shapeW[slot] = profile.meanW(slot * stepS, (slot + 1) * stepS);
        }
        return new SiteJob(id, release, deadline, shapeW, interruptible);
    }

    /** {@return the highest power, W} */
    public double mostW() {
        return Arrays.stream(shapeW).max().orElse(0);
    }

    /** {@return the energy, J}
     *
     * @param stepS length of a slot
     */
    public double energyJ(double stepS) {
        return Arrays.stream(shapeW).sum() * stepS;
    }

    /**
     * {@return the rest of a job that may pause, or all of one that may not, with slots counted from another}
     *
     * @param leftJ the energy that it still needs
     */
    public SiteJob from(int slot, double leftJ, double stepS) {
        int first = Math.max(0, release - slot);
        if (!interruptible) {
            return new SiteJob(id, first, deadline - slot, shapeW, false);
        }
        int count = (int) Math.max(1, Math.ceil(leftJ / (mostW() * stepS) - 1e-9));
        var restW = new double[count];
        Arrays.fill(restW, mostW());
        restW[count - 1] = leftJ / stepS - (count - 1) * mostW();
        return new SiteJob(id, first, deadline - slot, restW, true);
    }

    /** {@return the last slot in which it may start to be done in time; before {@link #release} where it cannot be} */
    public int latestStart() {
        return deadline - shapeW.length;
    }

    /** {@return its power by slot when it starts at {@code start}} */
    public double[] powerW(int start, int slots) {
        var powerW = new double[slots];
        for (int i = 0; i < shapeW.length && start + i < slots; i++) {
            powerW[start + i] = shapeW[i];
        }
        return powerW;
    }
}
