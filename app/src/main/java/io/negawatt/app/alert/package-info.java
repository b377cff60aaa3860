/**
 * Budgets and alerts: what somebody allows, how it stands, and who is told when it goes wrong, and what to do then.
 *
 * <p>Figures come from {@link io.negawatt.app.alert.Usage}, {@link io.negawatt.app.alert.Standings} sets them against the limits, {@link
 * io.negawatt.app.alert.AlertBook} turns that into alerts that are raised once and end once, and {@link
 * io.negawatt.app.alert.Outbox} tells those outside. {@link io.negawatt.app.alert.AlertDesk} is the door for the server.
 */
@NullMarked
package io.negawatt.app.alert;

import org.jspecify.annotations.NullMarked;
