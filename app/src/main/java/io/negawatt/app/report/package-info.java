/**
 * The account for people: a self-contained HTML report, terminal text, the live line and the comparison of two accounts.
 * All of them say the same figures in the same words, because they share {@link io.negawatt.app.report.Figures}.
 */
@NullMarked
package io.negawatt.app.report;

import org.jspecify.annotations.NullMarked;
