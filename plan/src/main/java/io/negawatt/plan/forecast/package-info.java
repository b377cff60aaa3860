/**
 * What a signal will be, and how sure that is. {@link io.negawatt.plan.forecast.Forecasting} is the way in; a forecaster is one
 * file and one line in {@link io.negawatt.plan.forecast.Forecasters#ALL}.
 *
 * <p>Times are counted in steps of the series. A forecast is issued at a step, knows what lies before it, and speaks of the
 * steps of its {@link io.negawatt.plan.forecast.Reach}.
 */
@NullMarked
package io.negawatt.plan.forecast;

import org.jspecify.annotations.NullMarked;
