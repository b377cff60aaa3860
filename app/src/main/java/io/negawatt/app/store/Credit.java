package io.negawatt.app.store;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.Optional;

/**
 * The credit side of the ledger: what was saved against a baseline, with its interval, and how that was found out.
 *
 * @param subject what saves, such as a site or a file of jobs
 * @param method how it was found out, such as {@code paired-replay}
 * @param baseline what it is measured against, such as {@code run-now}
 * @param days on which the interval rests; one day says nothing of another
 * @param saved below 0 where more was used
 */
public record Credit(
        State state, String subject, String method, String baseline, Instant from, Instant to, int days, Saved saved) {

    /** Whether a saving counts. */
    public enum State {
        /** What a plan promises; it is shown and never counted. */
        PLANNED,
        /** What came of a plan under what really happened, with an interval. */
        VERIFIED;

        /** {@return how files spell it} */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What was saved; empty where it was not looked at.
     *
     * @param energyJ in J
     * @param locationG location-based average carbon, in g
     * @param marginalG marginal carbon, in g, which no sum mixes with the average
     */
    public record Saved(
            Optional<Interval> energyJ,
            Optional<Interval> locationG,
            Optional<Interval> marginalG,
            Optional<Cost> cost) {}

    public Credit {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a credit ends after it begins, got " + from + " to " + to);
        }
        if (days < 1) {
            throw new IllegalArgumentException("a credit rests on a day or more, got " + days);
        }
    }

    /** {@return whether both speak of the same saving: the same subject and state, and a time that overlaps} */
    boolean overlaps(Credit other) {
        return state == other.state
                && subject.equals(other.subject)
                && from.isBefore(other.to)
                && other.from.isBefore(to);
    }
}
