/**
 * Jobs and the zones that they may run in, a plan of them and its bill, the files that hold them, a checker that shares nothing
 * with the optimizers, and the saving that was verified.
 */
@NullMarked
package io.negawatt.plan.jobs;

import org.jspecify.annotations.NullMarked;
