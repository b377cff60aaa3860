/**
 * The account: readings and activity go in, and out comes what a run used, by component, process, rank and phase, with its
 * residual, its interval, and its cost in money, carbon, water and hardware. The same events always give the same account.
 */
@NullMarked
package io.negawatt.core.account;

import org.jspecify.annotations.NullMarked;
