/**
 * What would be used: energy and time of inference and training before the fact. {@link
 * io.negawatt.core.estimate.InferenceEstimator} and {@link io.negawatt.core.estimate.TrainingEstimator} are the ways in.
 *
 * <p>Inference is physics first: {@link io.negawatt.core.estimate.Footprint} says how many bytes and operations a token takes,
 * {@link io.negawatt.core.estimate.DecodeStep} how long the device needs for them, {@link io.negawatt.core.estimate.PowerDraw}
 * how much power it draws, {@link io.negawatt.core.estimate.Serving} puts them together. Their coefficients, and how sure each
 * is, come from a fit to metered rows; {@link io.negawatt.core.estimate.Residual} is the little that the physics leaves.
 */
@NullMarked
package io.negawatt.core.estimate;

import org.jspecify.annotations.NullMarked;
