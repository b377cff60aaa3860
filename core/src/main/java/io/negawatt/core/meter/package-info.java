/**
 * Meters: where readings come from. Each is one file and one line in {@link io.negawatt.core.meter.Meters#ALL}, and each
 * passes the one contract test. Beside the energy meters stands the activity of processes, which says who used a device.
 */
@NullMarked
package io.negawatt.core.meter;

import org.jspecify.annotations.NullMarked;
