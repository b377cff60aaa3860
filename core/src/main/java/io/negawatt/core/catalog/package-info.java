/** Facts with their source: devices, grid zones and their factors, data-center efficiency, network and storage coefficients. */
@NullMarked
package io.negawatt.core.catalog;

import org.jspecify.annotations.NullMarked;
