/** Benchmarks of the hot paths, run by JMH. */
@NullMarked
package io.negawatt.bench;

import org.jspecify.annotations.NullMarked;
