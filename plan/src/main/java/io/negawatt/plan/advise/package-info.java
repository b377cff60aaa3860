/**
 * What could be done better, and what a rule asks for. {@link io.negawatt.plan.advise.Findings} looks at a finished run, at a
 * described deployment or at stored data; each finding says what it would change, how sure that is, what it rests on, and the
 * command that does it. {@link io.negawatt.plan.advise.ServingChoice} chooses what to serve a model on for the requests of a trace.
 * {@link io.negawatt.plan.advise.Policies} fills in the sheets of standards and laws.
 */
@NullMarked
package io.negawatt.plan.advise;

import org.jspecify.annotations.NullMarked;
