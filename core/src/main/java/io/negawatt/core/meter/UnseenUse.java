package io.negawatt.core.meter;

/**
 * What a cgroup used beyond its processes as far as these were seen. A child that lives only between two looks shows here
 * first and with its parent later; so only what stays missing over two looks counts.
 */
final class UnseenUse {
    private boolean based;
    private double cgroupBase;
    private double seenBase;
    private double missingBefore;
    private double told;

    /** The cgroup begins with the run, so that its sums begin at zero. */
    void fromZero() {
        based = true;
    }

    /**
     * {@return what newly counts as unseen}
     *
     * @param cgroup the cgroup's sum
     * @param seen sum over the processes that were seen
     * @param last whether no further look follows
     */
    double settle(double cgroup, double seen, boolean last) {
        if (!based) {
            cgroupBase = cgroup;
            seenBase = seen;
            based = true;
        }
        double missing = (cgroup - cgroupBase) - (seen - seenBase);
        double lasting = last ? missing : Math.min(missing, missingBefore);
        missingBefore = missing;
        double unseen = Math.max(0, lasting - told);
        told += unseen;
        return unseen;
    }
}
