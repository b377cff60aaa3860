/**
 * What every optimizer shares: goals, their weights and limits, the rates of a kilowatt-hour, and the door to OR-Tools, which
 * opens at the first plan that needs a solver.
 *
 * <p>Time is counted in slots of equal length from the start of a problem. Powers are non-negative watts, energies kilowatt-hours
 * only where they meet carbon and money; {@code g} is grams of CO2 or CO2e as the signal says.
 */
@NullMarked
package io.negawatt.plan.optimize;

import org.jspecify.annotations.NullMarked;
