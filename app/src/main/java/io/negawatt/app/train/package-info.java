/** Training under the meters: what the launcher and its workers are told, their phases, and the study of their energy. */
@NullMarked
package io.negawatt.app.train;

import org.jspecify.annotations.NullMarked;
