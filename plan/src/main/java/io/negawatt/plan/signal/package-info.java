/** What the grid is doing: carbon, price, load, weather and generation as series whose values say where they come from. */
@NullMarked
package io.negawatt.plan.signal;

import org.jspecify.annotations.NullMarked;
