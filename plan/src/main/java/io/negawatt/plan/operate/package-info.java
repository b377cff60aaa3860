/**
 * A site that is planned again and again from forecasts, what came of it in the simulator beside the baselines and the best in
 * hindsight, and the saving that was verified.
 */
@NullMarked
package io.negawatt.plan.operate;

import org.jspecify.annotations.NullMarked;
