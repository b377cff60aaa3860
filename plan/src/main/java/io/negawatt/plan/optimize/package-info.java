/**
 * When, where and how hard to run: plans with a proven gap to the best that is possible, and the published rules that they are
 * measured against. An optimizer is one file and one line in {@link io.negawatt.plan.optimize.Optimizers#ALL}.
 *
 * <p>Time is counted in slots of equal length from the start of a problem. Powers are non-negative watts, energies kilowatt-hours
 * only where they meet carbon and money; {@code g} is grams of CO2 or CO2e as the signal says.
 */
@NullMarked
package io.negawatt.plan.optimize;

import org.jspecify.annotations.NullMarked;
