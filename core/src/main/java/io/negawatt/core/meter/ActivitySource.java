package io.negawatt.core.meter;

import java.time.Instant;
import java.util.List;

/** Something that knows who used which device, such as the operating system for CPUs or a driver for GPUs. */
public interface ActivitySource {

    /** who used what since the call before */
    List<Activity> activities(Instant now, ProcessIndex processes);
}
