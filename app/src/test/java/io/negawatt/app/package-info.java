/** Tests of the house itself: order of packages, format, documents, launcher. */
@NullMarked
package io.negawatt.app;

import org.jspecify.annotations.NullMarked;
