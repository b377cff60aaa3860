package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What all connections of a run share: the clocks, the taker of their events, and bounds that hold for all together.
 *
 * <p>Not thread-safe but for {@link #malformed()}.
 */
final class PhaseBook {
    static final int MOST_NAMES = 1000;

    private final PhaseTimes times;
    private final Consumer<List<RunEvent>> events;
    private final List<RunEvent> told = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<String> noted = new HashSet<>();
    private final AtomicLong malformed = new AtomicLong();

    PhaseBook(PhaseTimes times, Consumer<List<RunEvent>> events) {
        this.times = times;
        this.events = events;
    }

    PhaseTimes times() {
        return times;
    }

    void tell(RunEvent event) {
        told.add(event);
    }

    /** Hands on what was told since the last call, all at once. */
    void handOn() {
        if (!told.isEmpty()) {
            events.accept(List.copyOf(told));
            told.clear();
        }
    }

    /** {@return whether the name of a phase or unit may be used: there is a bound on how many different ones a run has} */
    boolean admit(String name) {
        if (names.contains(name) || (names.size() < MOST_NAMES && names.add(name))) {
            return true;
        }
        noteOnce(Message.of("note.phase.names", MOST_NAMES));
        return false;
    }

    void malformed(String shown) {
        malformed.incrementAndGet();
        noteOnce(Message.of("note.phase.malformed", shown));
    }

    long malformed() {
        return malformed.get();
    }

    /** Notes it unless the run has a note of the same kind. */
    void noteOnce(Message note) {
        if (noted.add(note.key())) {
            tell(new RunEvent.Noted(times.now(), note));
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
