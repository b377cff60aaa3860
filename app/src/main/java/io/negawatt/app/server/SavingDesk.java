package io.negawatt.app.server;

import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was verified to be saved. */
@FunctionalInterface
public interface SavingDesk {

    /** A time, and whose savings are asked for; empty for all tenants together. */
    record Asked(Instant from, Instant to, Optional<String> tenant) {}

    /**
     * Savings of a time.
     *
     * @param savedJ what was saved, in J
     * @param shares which method verified how much of it; the fractions sum to 1
     */
    record Saved(Interval savedJ, List<Share> shares) {}

    /** The part of a saving that a method verified, such as {@code paired} or {@code regression}. */
    record Share(String method, double fraction) {}

    /** {@return what was saved; empty where nothing was verified} */
    Optional<Saved> saved(Asked asked);
}
