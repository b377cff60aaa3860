/**
 * Quantities with their units, a strict reader for quantities as people write them, and intervals that say how sure a
 * figure is. SI inside; kWh, currency and grams only where people see them.
 */
@NullMarked
package io.negawatt.core.units;

import org.jspecify.annotations.NullMarked;
