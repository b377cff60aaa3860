/** Training over several processes: rendezvous, gradient exchange, the training loop and the launcher of its ranks. */
@NullMarked
package io.negawatt.train.parallel;

import org.jspecify.annotations.NullMarked;
