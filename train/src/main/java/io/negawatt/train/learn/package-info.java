/** Models, data, optimizers and the techniques that save energy in training, on libtorch. */
@NullMarked
package io.negawatt.train.learn;

import org.jspecify.annotations.NullMarked;
