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
import io.negawatt.core.text.Message;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.core.JacksonException;

/**
 * The payload of a journal record: type, number, and the event's own fields, see the package's description. A record needs no
 * other record but the first to be read, so that the loss of one costs one event.
 *
 * <p>The first event through a codec, in either direction, is {@link Started}; the times of the others count from it.
 */
final class EventCodec {
    private static final int STARTED = 1;
    private static final int PROCESS_SEEN = 2;
    private static final int POLLED = 3;
    private static final int PHASE_BEGAN = 4;
    private static final int PHASE_ENDED = 5;
    private static final int COUNTED = 6;
    private static final int NOTED = 7;
    private static final int FINISHED = 8;

    private Times times = new Times(Instant.EPOCH);

    /**
     * One record.
     *
     * @param number number of the event within the run, from 0
     */
    record Numbered(long number, RunEvent event) {}

    void write(WireWriter out, long number, RunEvent event) {
        out.u8(type(event));
        out.whole(number);
        if (event instanceof Started started) {
            times = new Times(started.at());
            out.raw(StartedJson.write(started));
        } else {
            times.write(out, event.at());
            writeFields(out, event);
        }
    }

    private static int type(RunEvent event) {
        return switch (event) {
            case Started _ -> STARTED;
            case ProcessSeen _ -> PROCESS_SEEN;
            case Polled _ -> POLLED;
            case PhaseBegan _ -> PHASE_BEGAN;
            case PhaseEnded _ -> PHASE_ENDED;
            case Counted _ -> COUNTED;
            case Noted _ -> NOTED;
            case Finished _ -> FINISHED;
        };
    }

    private void writeFields(WireWriter out, RunEvent event) {
        switch (event) {
            case Started _ -> throw new IllegalStateException("a started event is written as a document");
            case ProcessSeen seen -> {
                out.whole(seen.process());
                out.signed(seen.pid());
                out.text(seen.name());
                out.optional(seen.rank());
            }
            case Polled polled -> PolledCodec.write(out, polled);
            case PhaseBegan began -> {
                out.whole(began.stream());
                out.optional(began.rank());
                out.text(began.phase());
            }
            case PhaseEnded ended -> {
                out.whole(ended.stream());
                out.text(ended.phase());
            }
            case Counted counted -> {
                out.whole(counted.stream());
                out.text(counted.unit());
                out.f64(counted.amount());
            }
            case Noted noted -> message(out, noted.note());
            case Finished finished -> out.signed(finished.exitCode());
        }
    }

    /** Reads a payload; throws {@link WireReader.Malformed} where it is none of this format. */
    Numbered read(byte[] bytes, int offset, int length) {
        var in = new WireReader(bytes, offset, length);
        try {
            int type = in.u8();
            var numbered = new Numbered(in.whole(), readEvent(in, type));
            if (!in.atEnd()) {
                throw new WireReader.Malformed("bytes after the end of an event");
            }
            return numbered;
        } catch (JacksonException | DateTimeException | ArithmeticException | IllegalArgumentException e) {
            var malformed = new WireReader.Malformed(String.valueOf(e.getMessage()));
            malformed.initCause(e);
            throw malformed;
        }
    }

    private RunEvent readEvent(WireReader in, int type) {
        if (type == STARTED) {
            var started = StartedJson.read(in.raw());
            times = new Times(started.at());
            return started;
        }
        var at = times.read(in);
        return switch (type) {
            case PROCESS_SEEN -> new ProcessSeen(at, in.index(), in.signed(), in.text(), in.optional());
            case POLLED -> PolledCodec.read(in, at);
            case PHASE_BEGAN -> began(in, at);
            case PHASE_ENDED -> new PhaseEnded(at, in.index(), in.text());
            case COUNTED -> new Counted(at, in.index(), in.text(), in.f64());
            case NOTED -> new Noted(at, message(in));
            case FINISHED -> new Finished(at, (int) in.signed());
            default -> throw new WireReader.Malformed("an event of the unknown type " + type);
        };
    }

    private static PhaseBegan began(WireReader in, Instant at) {
        int stream = in.index();
        var rank = in.optional();
        return new PhaseBegan(at, stream, rank, in.text());
    }

    static void message(WireWriter out, Message message) {
        out.text(message.key());
        out.texts(message.args());
    }

    static Message message(WireReader in) {
        return new Message(in.text(), in.texts());
    }
}
