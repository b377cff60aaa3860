package io.negawatt.core.meter;

/**
 * The fields of {@code /proc/PID/stat} that tell a process's kin and CPU time, in ticks of 1/100 s since its start.
 *
 * @param name command name, at most 15 bytes
 * @param state {@code Z} for a process that ended and was not waited for
 * @param parent process id of its parent
 * @param ownTicks CPU time of all its threads
 * @param reapedTicks CPU time of the children that it waited for, and theirs
 * @param startTicks when it started; tells two processes with the same id apart
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcStat(String name, char state, long parent, long ownTicks, long reapedTicks, long startTicks) {

    /** USER_HZ, which the kernel's interface fixes to 100 whatever its own tick is. */
    static final double TICKS_PER_S = 100;

    private static final int FROM_PARENT_TO_UTIME = 9;
    private static final int FROM_CSTIME_TO_START = 4;

    /** {@return the fields in {@code text}; the name may itself hold spaces and parentheses} */
    static ProcStat parse(ProcText text) {
        return parse(text, text.between('(', ')'));
    }

    /** {@return the fields in {@code text} where the name is known, which spares the sampler an allocation} */
    static ProcStat parse(ProcText text, String name) {
        text.skipPastLast(')');
        char state = text.nextChar();
        long parent = text.nextLong();
        text.skipFields(FROM_PARENT_TO_UTIME);
        long own = text.nextLong() + text.nextLong();
        long reaped = text.nextLong() + text.nextLong();
        text.skipFields(FROM_CSTIME_TO_START);
        return new ProcStat(name, state, parent, own, reaped, text.nextLong());
    }
}
