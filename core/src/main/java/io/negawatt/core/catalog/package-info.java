/**
 * Facts with their source: devices, grid zones and their carbon, data-center efficiency, water, network and storage
 * coefficients, and what making hardware costs. {@link io.negawatt.core.catalog.Catalog} is the way in.
 *
 * <p>The facts are rows of CSV files beside this package's classes, one file a kind. A comment at the head of each file says
 * what its columns and units are and how its ranges were made. Each row names its source and says whether the figure was
 * read there (confirmed), taken from somebody who quotes it (secondary) or not checked (unverified). To add a device, add a
 * row; the build checks every row.
 */
@NullMarked
package io.negawatt.core.catalog;

import org.jspecify.annotations.NullMarked;
