package io.negawatt.core.meter;

/**
 * What one process used, by a counter that takes in the counters of its children when it waits for them, as Linux does for
 * CPU time ({@code cutime}, {@code cstime}) and for I/O ({@code /proc/PID/io}).
 *
 * <p>A child that was never seen shows only as a rise of {@code reaped} and is charged to the process that waited for it. A
 * child that was seen has been charged already, so what it had is taken off the rise first. Parents are read before their
 * children; a child that is gone when its turn comes may have been waited for after its parent was read, and then the rise
 * shows one sample later. What is left of a deduction after that was never taken in (a parent that ignores SIGCHLD) and is
 * dropped. Uses never fall.
 */
final class LineageCounter {
    private long own;
    private long reaped;
    private long ownRise;
    private long reapedRise;
    private long late;
    private long gone;

    /** Takes the counters of a sample, in any unit. */
    void read(long ownNow, long reapedNow) {
        ownRise += Math.max(0, ownNow - own);
        reapedRise += Math.max(0, reapedNow - reaped);
        own = Math.max(own, ownNow);
        reaped = Math.max(reaped, reapedNow);
    }

    /** Takes the counters as a base line: what was used before counts for nobody. */
    void base(long ownNow, long reapedNow) {
        own = ownNow;
        reaped = reapedNow;
    }

    /** A child went away; what was already charged for it will show in this process's {@code reaped}. */
    void childGone(LineageCounter child) {
        gone += child.own + child.reaped + child.gone + child.late;
    }

    /** {@return what the process used since the last call, and children that it waited for and nobody saw} */
    long settle() {
        long afterLate = Math.max(0, reapedRise - late);
        long unseen = Math.max(0, afterLate - gone);
        late = gone - (afterLate - unseen);
        gone = 0;
        long used = ownRise + unseen;
        ownRise = 0;
        reapedRise = 0;
        return used;
    }
}
