package io.negawatt.core.meter;

import java.time.Instant;
import java.util.List;

/** A meter or counter that also tells which processes used a device. */
public interface ActivitySource {

    /** {@return who used what since the call before} */
    List<Activity> activities(Instant now, ProcessIndex processes);
}
