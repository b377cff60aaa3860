/**
 * The command that is metered: starting it, passing signals to it, its clock, and the socket on which it tells its phases.
 */
@NullMarked
package io.negawatt.app.run;

import org.jspecify.annotations.NullMarked;
