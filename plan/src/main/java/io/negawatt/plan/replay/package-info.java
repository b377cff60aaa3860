/** Jobs planned hour by hour from what was known then, and carried out under what really came. */
@NullMarked
package io.negawatt.plan.replay;

import org.jspecify.annotations.NullMarked;
