package io.negawatt.core.meter;

import java.util.OptionalInt;

/** The processes of a run by their index, see {@link Activity.Use#process}. */
public interface ProcessIndex {

    /** {@return the index of the process with this id; empty where the process is not of the run} */
    OptionalInt of(long pid);
}
