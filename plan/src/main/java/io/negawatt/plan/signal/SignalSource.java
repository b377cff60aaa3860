package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider of signals: one file, and one line in {@link Signals#ALL}. It says what to ask for and reads the answer;
 * {@link Fetcher} does the rest: cache, retries, limits.
 */
interface SignalSource {

    /** {@return the name on the command line; {@code NEGAWATT_KEY_<NAME>} holds its key} */
    String id();

    /** {@return what it can tell} */
    Set<SignalKind> kinds();

    /** {@return whether the zone can be one of its own, by the form of its name} */
    default boolean mayKnow(String zone) {
        return true;
    }

    /** {@return whether it answers only those who have a key} */
    default boolean needsKey() {
        return false;
    }

    /** {@return where it lives} */
    URI base();

    /** {@return the end of the longest span that it answers at once, for one that begins at {@code from}} */
    Instant answersUntil(Instant from);

    /** {@return least time between two requests} */
    Duration pause();

    /** {@return the request that answers {@code query}, which ends by {@link #answersUntil}} */
    Ask ask(Query query, String key);

    /**
     * {@return the values in an answer, in any order; a value that the source leaves out or gives as null is no point}
     *
     * @throws BadAnswerException where it is not what the provider's documents describe
     */
    List<Point> read(Query query, String body);

    /** {@return the request that turns a key into a token, where the source wants one} */
    default Optional<Ask> login(String key) {
        return Optional.empty();
    }

    /** {@return the token in the answer to {@link #login}} */
    default String token(String body) {
        throw new UnsupportedOperationException("this source has no tokens");
    }
}
