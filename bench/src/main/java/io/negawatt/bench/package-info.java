/** Benchmarks of the hot paths, run by JMH. */
package io.negawatt.bench;
