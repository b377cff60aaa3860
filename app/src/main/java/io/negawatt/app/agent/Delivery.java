package io.negawatt.app.agent;

import io.negawatt.app.agent.SpoolFile.Entry;
import io.negawatt.app.agent.Uplink.Outcome;
import io.negawatt.app.agent.Uplink.Reply;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends what waits in the spool, the oldest first, one at a time, until the server has it. Between failed attempts it waits longer
 * and longer, by chance, so that a thousand agents do not come back at the same moment.
 *
 * <p>A batch that the server will never take is given up after {@value #REFUSALS} attempts; but not a second one before any was taken
 * since, because then it is rather the server that has a problem.
 *
 * <p>Not thread-safe.
 */
final class Delivery {
    private static final long FIRST_WAIT_MS = 1_000;
    private static final long LONGEST_WAIT_MS = 60_000;
    private static final long LONGEST_ASKED_MS = 3_600_000;
    private static final int REFUSALS = 3;

    private final Spool spool;
    private final Uplink uplink;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Consumer<Message> log;
    private final ServerClock serverClock = new ServerClock();
    private boolean greeted;
    private int failures;
    private int refusals;
    private boolean gaveUp;
    private String said = "";
    private long stored;
    private long skipped;

    /**
     * A delivery that is yet to send its first batch.
     *
     * @param clock the agent's clock, which never steps
     * @param log told of each kind of trouble once, and when it is over
     */
    Delivery(Spool spool, Uplink uplink, InstantSource clock, RandomGenerator random, Consumer<Message> log) {
        this.spool = spool;
        this.uplink = uplink;
        this.clock = clock;
        this.random = random;
        this.log = log;
    }

    /** What a step came to. */
    enum Step {
        /** Something was delivered, or given up; there may be more. */
        DONE,
        /** Nothing waits. */
        IDLE,
        /** It failed; {@link #waitMs} says how long to leave the server alone. */
        FAILED
    }

    private long waitMs;

    /** Attempts to deliver the batch in front. */
    Step step() {
        try {
            if (!greeted) {
                return greet();
            }
            var waiting = spool.next();
            return waiting.isEmpty() ? Step.IDLE : deliver(waiting.get());
        } catch (IOException e) {
            return failed(Message.of("agent.spool.failed", String.valueOf(e.getMessage())), 0);
        }
    }

    /** {@return how long to wait after a failure, in ms} */
    long waitMs() {
        return waitMs;
    }

    /** Lets the next step ask for the server's time first, since a clock was set or the host slept. */
    void clockStepped() {
        greeted = false;
    }

    ServerClock serverClock() {
        return serverClock;
    }

    long stored() {
        return stored;
    }

    long skipped() {
        return skipped;
    }

    private Step greet() {
        long sentMs = clock.millis();
        var reply = uplink.greet();
        observe(sentMs, reply);
        return switch (reply.outcome()) {
            case Outcome.Unknown unknown -> failed(unknown.reason(), asked(unknown));
            case Outcome.Denied(var reason) -> failed(reason, LONGEST_WAIT_MS);
            case Outcome.Stored _, Outcome.TooLarge _, Outcome.Refused _ -> {
                greeted = true;
                yield Step.DONE;
            }
        };
    }

    private void observe(long sentMs, Reply reply) {
        long before = serverClock.correctionMs();
        reply.dateMs().ifPresent(dateMs -> serverClock.observe(sentMs, clock.millis(), dateMs));
        if (serverClock.correctionMs() != before) {
            log.accept(Message.of(
                    "agent.clock", io.negawatt.core.text.Numbers.fixed(serverClock.correctionMs() / 1e3, 1)));
        }
    }

    private Outcome send(byte[] bytes) {
        long sentMs = clock.millis();
        var reply = uplink.send(bytes);
        observe(sentMs, reply);
        return reply.outcome();
    }

    private Step deliver(Entry waiting) throws IOException {
        byte[] bytes;
        try {
            bytes = serverClock.correctionMs() == 0 ? waiting.batch() : corrected(waiting.batch());
        } catch (BadInputException e) {
            return skip(waiting, e.text());
        }
        return switch (send(bytes)) {
            case Outcome.Stored _ -> stored(waiting);
            case Outcome.TooLarge _ -> deliverInParts(waiting, bytes);
            case Outcome.Refused(var reason) -> refused(waiting, reason);
            case Outcome.Denied(var reason) -> failed(reason, LONGEST_WAIT_MS / 2);
            case Outcome.Unknown unknown -> failed(unknown.reason(), asked(unknown));
        };
    }

    private byte[] corrected(byte[] bytes) {
        return BatchCodec.encode(Parts.shifted(BatchCodec.decode(bytes), serverClock.correctionMs()));
    }

    private Step stored(Entry waiting) throws IOException {
        stored++;
        gaveUp = false;
        settle();
        spool.done(waiting);
        return Step.DONE;
    }

    private void settle() {
        if (!said.isEmpty()) {
            log.accept(Message.of("agent.delivers"));
        }
        said = "";
        failures = 0;
        refusals = 0;
    }

    private Step deliverInParts(Entry waiting, byte[] bytes) throws IOException {
        return switch (sendHalves(BatchCodec.decode(bytes))) {
            case Outcome.Stored _ -> stored(waiting);
            case Outcome.TooLarge _ -> refused(waiting, Message.of("agent.batch.indivisible", bytes.length));
            case Outcome.Refused(var reason) -> refused(waiting, reason);
            case Outcome.Denied(var reason) -> failed(reason, LONGEST_WAIT_MS / 2);
            case Outcome.Unknown unknown -> failed(unknown.reason(), asked(unknown));
        };
    }

    private Outcome sendHalves(Batch batch) {
        if (!Parts.isDivisible(batch)) {
            return new Outcome.TooLarge();
        }
        for (var half : Parts.halves(batch)) {
            var outcome = send(BatchCodec.encode(half));
            if (outcome instanceof Outcome.TooLarge) {
                outcome = sendHalves(half);
            }
            if (!(outcome instanceof Outcome.Stored)) {
                return outcome;
            }
        }
        return new Outcome.Stored();
    }

    private Step refused(Entry waiting, Message reason) throws IOException {
        refusals++;
        return refusals < REFUSALS || gaveUp ? failed(reason, 0) : skip(waiting, reason);
    }

    private Step skip(Entry waiting, Message reason) throws IOException {
        gaveUp = true;
        skipped++;
        log.accept(Message.of("agent.batch.skipped", reason));
        refusals = 0;
        spool.done(waiting);
        return Step.DONE;
    }

    private static long asked(Outcome.Unknown unknown) {
        return unknown.retryAfter().map(Duration::toMillis).orElse(0L);
    }

    private Step failed(Message reason, long leastMs) {
        if (!said.equals(reason.key())) {
            log.accept(reason);
            said = reason.key();
        }
        long span = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(failures, 16));
        failures++;
        waitMs = Math.max(span / 2 + random.nextLong(span / 2 + 1), Math.min(leastMs, LONGEST_ASKED_MS));
        return Step.FAILED;
    }
}
