/** What people read: one message file a language, and the way figures are written in it. */
@NullMarked
package io.negawatt.core.text;

import org.jspecify.annotations.NullMarked;
