package io.negawatt.app.agent;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** The way to the server. */
public interface Uplink {

    /**
     * What the server answered.
     *
     * @param outcome what became of the request
     * @param dateMs the server's clock when it answered, in whole seconds, in ms since 1970; empty where it did not say
     */
    record Reply(Outcome outcome, OptionalLong dateMs) {
        /** {@return an answer without a time} */
        public static Reply of(Outcome outcome) {
            return new Reply(outcome, OptionalLong.empty());
        }
    }

    /** What became of a request. */
    sealed interface Outcome {

        /** The server has it, now or since before. */
        record Stored() implements Outcome {}

        /** It is more than the server takes at once. */
        record TooLarge() implements Outcome {}

        /** The server will never take it. */
        record Refused(Message reason) implements Outcome {}

        /** The token is unknown or may not do this: somebody has to look at it. */
        record Denied(Message reason) implements Outcome {}

        /** The server cannot now, or cannot be reached, or nobody knows whether it has it. */
        record Unknown(Message reason, Optional<Duration> retryAfter) implements Outcome {}
    }

    /** Sends the bytes of a batch. */
    Reply send(byte[] batch);

    /** Asks the server for nothing but its time. */
    Reply greet();
}
