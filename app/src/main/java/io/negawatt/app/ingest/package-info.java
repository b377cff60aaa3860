/**
 * How figures come into the live store: the names by which series tell energy and power, batches of agents, OpenTelemetry
 * metrics in and out.
 */
@NullMarked
package io.negawatt.app.ingest;

import org.jspecify.annotations.NullMarked;
