package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.RunEvent.Counted;
import io.negawatt.core.account.RunEvent.Finished;
import io.negawatt.core.account.RunEvent.Noted;
import io.negawatt.core.account.RunEvent.PhaseBegan;
import io.negawatt.core.account.RunEvent.PhaseEnded;
import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.account.RunEvent.ProcessSeen;
import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.Reading.Gap;
import io.negawatt.core.series.Reading.Pending;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Puts into a row of events what stands for the lost ones, so that the readings of a channel follow each other without a
 * hole: a note of the loss; a {@link Gap} for each channel from its last figure to its next; and a nameless
 * {@link ProcessSeen} for a process that is used but was never seen.
 *
 * <p>A row without a loss passes as it is.
 */
final class Mender {
    private static final Message GAP = Message.of("store.gap.journal");

    private final Consumer<RunEvent> out;
    private final List<Instant> coveredTo = new ArrayList<>();
    /** Channels whose next figure may begin after a hole. */
    private final BitSet suspect = new BitSet();

    private final BitSet seen = new BitSet();
    private Instant last = Instant.EPOCH;
    private boolean afterLoss;
    private long events;
    private long lostEvents;

    Mender(Consumer<RunEvent> out) {
        this.out = out;
    }

    long events() {
        return events;
    }

    long lostEvents() {
        return lostEvents;
    }

    /** Takes the next event, after {@code lost} others. */
    void accept(RunEvent event, long lost) {
        if (lost > 0) {
            afterLoss = true;
            suspect.set(0, coveredTo.size());
            lostEvents += lost;
            emit(new Noted(event.at(), Message.of("store.journal.lost", lost)));
        }
        switch (event) {
            case Started started -> started.channels().forEach(_ -> coveredTo.add(started.at()));
            case ProcessSeen process -> seen.set(process.process());
            case Polled polled -> polled(polled);
            case Finished finished -> closeHolesTo(finished.at());
            case PhaseBegan _, PhaseEnded _, Counted _, Noted _ -> {}
        }
        emit(event);
    }

    /** Says that what follows cannot be read. */
    void tornEnd() {
        if (events > 0) {
            emit(new Noted(last, Message.of("store.journal.torn")));
        }
    }

    /** Closes the row: no more events come. */
    void end() {
        closeHolesTo(last);
    }

    private void emit(RunEvent event) {
        last = event.at().isAfter(last) ? event.at() : last;
        events++;
        out.accept(event);
    }

    private void polled(Polled polled) {
        if (afterLoss) {
            nameProcesses(polled);
            closeHoles(polled);
        }
        for (int channel = 0;
                channel < Math.min(coveredTo.size(), polled.readings().size());
                channel++) {
            if (!(polled.readings().get(channel) instanceof Pending)) {
                coveredTo.set(channel, polled.readings().get(channel).to());
                suspect.clear(channel);
            }
        }
    }

    private void nameProcesses(Polled polled) {
        for (var activity : polled.activities()) {
            for (var use : activity.uses()) {
                if (use.process() >= 0 && !seen.get(use.process())) {
                    seen.set(use.process());
                    emit(new ProcessSeen(polled.at(), use.process(), 0, "?", OptionalInt.empty()));
                }
            }
        }
    }

    private void closeHoles(Polled polled) {
        var gapsTo = new ArrayList<Instant>();
        for (int channel = 0; channel < coveredTo.size(); channel++) {
            boolean known =
                    channel < polled.readings().size() && !(polled.readings().get(channel) instanceof Pending);
            gapsTo.add(known ? polled.readings().get(channel).from() : coveredTo.get(channel));
        }
        emitGaps(polled.at(), gapsTo);
    }

    private void closeHolesTo(Instant end) {
        emitGaps(end, Collections.nCopies(coveredTo.size(), end));
        suspect.clear();
    }

    /** Emits a poll with a gap for each suspect channel from its last figure to the time in {@code gapsTo}. */
    private void emitGaps(Instant at, List<Instant> gapsTo) {
        var readings = new ArrayList<Reading>();
        for (int channel = 0; channel < coveredTo.size(); channel++) {
            var covered = coveredTo.get(channel);
            boolean hole = suspect.get(channel) && gapsTo.get(channel).isAfter(covered);
            readings.add(hole ? new Gap(covered, gapsTo.get(channel), GAP) : new Pending(covered, covered));
        }
        if (readings.stream().anyMatch(Gap.class::isInstance)) {
            emit(new Polled(at, readings, List.of()));
        }
    }
}
