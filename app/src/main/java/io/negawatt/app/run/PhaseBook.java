package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What all connections of a run share: the one order in which their events are told, and bounds that hold for all together.
 *
 * <p>Thread-safe.
 */
final class PhaseBook {
    static final int MOST_NAMES = 1000;

    private final InstantSource clock;
    private final Consumer<RunEvent> events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> names = new HashSet<>();
    private final Set<String> noted = new HashSet<>();
    private long malformed;

    PhaseBook(InstantSource clock, Consumer<RunEvent> events) {
        this.clock = clock;
        this.events = events;
    }

    /** Tells the event, with the time of now; times never fall from one event to the next. */
    void tell(Function<Instant, RunEvent> event) {
        lock.lock();
        try {
            events.accept(event.apply(clock.instant()));
        } finally {
            lock.unlock();
        }
    }

    /** {@return whether the name of a phase or unit may be used: there is a bound on how many different ones a run has} */
    boolean admit(String name) {
        lock.lock();
        try {
            if (names.contains(name) || (names.size() < MOST_NAMES && names.add(name))) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        noteOnce(Message.of("note.phase.names", MOST_NAMES));
        return false;
    }

    void malformed(String shown) {
        lock.lock();
        try {
            malformed++;
        } finally {
            lock.unlock();
        }
        noteOnce(Message.of("note.phase.malformed", shown));
    }

    long malformed() {
        lock.lock();
        try {
            return malformed;
        } finally {
            lock.unlock();
        }
    }

    /** Notes it unless the run has a note of the same kind. */
    void noteOnce(Message note) {
        lock.lock();
        try {
            if (noted.add(note.key())) {
                events.accept(new RunEvent.Noted(clock.instant(), note));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Notes how many lines were left out, if the one that was noted was not all. */
    void close() {
        long all = malformed();
        if (all > 1) {
            noteOnce(Message.of("note.phase.malformed-total", all));
        }
    }
}
