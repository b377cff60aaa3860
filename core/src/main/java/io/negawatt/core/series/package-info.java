/** Readings over time: what a meter said of an interval, counters that wrap, power that is integrated, recorded traces. */
@NullMarked
package io.negawatt.core.series;

import org.jspecify.annotations.NullMarked;
