package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The state of one connection: its open phases and its rank. A client is never made to wait and never makes the run fail: what
 * goes beyond a bound is left out, together with the end that belongs to it, and noted.
 *
 * <p>Not thread-safe: one connection, one thread.
 */
final class PhaseClient {
    static final int MOST_NESTED = 64;
    static final int MOST_BEGINS_PER_S = 1000;

    private final int stream;
    private final PhaseBook book;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Double> counts = new LinkedHashMap<>();
    private OptionalInt rank = OptionalInt.empty();
    /** Phases of a connection follow each other, whatever times it states. */
    private Instant lastChange;

    private long second = Long.MIN_VALUE;
    private int beginsInSecond;
    private boolean statesTimes;

    /** @param told whether the phase is in the account; one beyond a bound is only kept to know its end */
    private record Open(String name, boolean told) {}

    PhaseClient(int stream, PhaseBook book) {
        this.stream = stream;
        this.book = book;
        this.lastChange = book.times().opened();
    }

    void take(PhaseLine line) {
        take(line, book.times().now());
        statesTimes = switch (line) {
            case PhaseLine.Timed ignored -> true;
            case PhaseLine.Begin ignored -> false;
            case PhaseLine.End ignored -> false;
            case PhaseLine.Count ignored -> statesTimes;
            case PhaseLine.Rank ignored -> statesTimes;
            case PhaseLine.Malformed ignored -> statesTimes;
            case PhaseLine.Empty ignored -> statesTimes;
        };
    }

    /** {@return whether the client says when its phases change, so that it does not matter when it is heard} */
    boolean statesTimes() {
        return statesTimes;
    }

    private void take(PhaseLine line, Instant at) {
        switch (line) {
            case PhaseLine.Timed timed -> take(timed.line(), stated(timed.stampS(), at));
            case PhaseLine.Begin begin -> begin(begin.name(), at);
            case PhaseLine.End end -> end(end.name(), at);
            case PhaseLine.Count count -> {
                if (book.admit(count.unit())) {
                    counts.merge(count.unit(), count.amount(), Double::sum);
                }
            }
            case PhaseLine.Rank changed -> rank = OptionalInt.of(changed.rank());
            case PhaseLine.Malformed malformed -> book.malformed(malformed.shown());
            case PhaseLine.Empty ignored -> {}
        }
    }

    /** {@return the time that a line states; {@code now} where it cannot be meant} */
    private Instant stated(double stampS, Instant now) {
        return book.times().at(stampS).orElseGet(() -> {
            book.noteOnce(Message.of(
                    "note.phase.time",
                    Numbers.fixed(stampS, 3),
                    Numbers.fixed(book.times().monotonicS(), 3)));
            return now;
        });
    }

    /** {@return the time of a change of phases that is said to be at {@code at}} */
    private Instant change(Instant at) {
        lastChange = at.isAfter(lastChange) ? at : lastChange;
        return lastChange;
    }

    private void begin(String name, Instant at) {
        if (open.size() >= MOST_NESTED * 2) {
            book.noteOnce(Message.of("note.phase.nested", MOST_NESTED));
            return;
        }
        boolean told = isWithinBounds() && book.admit(name);
        open.push(new Open(name, told));
        if (told) {
            tellCounts();
            book.tell(new RunEvent.PhaseBegan(change(at), stream, rank, name));
        }
    }

    private boolean isWithinBounds() {
        long now = book.times().now().getEpochSecond();
        beginsInSecond = now == second ? beginsInSecond + 1 : 1;
        second = now;
        if (beginsInSecond > MOST_BEGINS_PER_S) {
            book.noteOnce(Message.of("note.phase.rate", MOST_BEGINS_PER_S));
            return false;
        }
        if (open.size() >= MOST_NESTED) {
            book.noteOnce(Message.of("note.phase.nested", MOST_NESTED));
            return false;
        }
        return true;
    }

    private void end(String name, Instant at) {
        if (open.stream().noneMatch(phase -> phase.name().equals(name))) {
            book.noteOnce(Message.of("note.phase.unopened", name));
            return;
        }
        boolean ended = false;
        while (!ended) {
            ended = endInnermost(at).equals(name);
        }
    }

    private String endInnermost(Instant at) {
        var phase = open.pop();
        if (phase.told()) {
            tellCounts();
            book.tell(new RunEvent.PhaseEnded(change(at), stream, phase.name()));
        }
        return phase.name();
    }

    /** {@return whether there were counts to tell; they are added up until this or until a phase begins or ends} */
    boolean tellCounts() {
        boolean any = !counts.isEmpty();
        var now = book.times().now();
        counts.forEach((unit, amount) -> book.tell(new RunEvent.Counted(now, stream, unit, amount)));
        counts.clear();
        return any;
    }

    /** The connection ended, and with it its phases. */
    void disconnected() {
        tellCounts();
        while (!open.isEmpty()) {
            endInnermost(book.times().now());
        }
    }
}
