/** The study of training's energy: scaling, techniques at equal loss, and the search for a shape; each arm a metered run. */
@NullMarked
package io.negawatt.app.study;

import org.jspecify.annotations.NullMarked;
