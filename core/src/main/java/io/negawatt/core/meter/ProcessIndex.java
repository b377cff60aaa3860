package io.negawatt.core.meter;

import java.util.OptionalInt;

/** Which processes belong to the run, by their process id on the host. */
public interface ProcessIndex {

    /** {@return the index of the process within the run; empty for a process of somebody else} */
    OptionalInt of(long pid);
}
