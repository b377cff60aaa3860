package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds the whole records of a journal. Where a record does not match its checksum, the next is looked for where its length
 * points, and then byte by byte.
 */
final class JournalReader {
    /** A type, a number and a time. */
    private static final int LEAST_PAYLOAD = 3;

    /** Greatest type that this format may ever have. */
    private static final int MOST_TYPE = 31;

    private static final int WINDOW = 256 << 10;

    private final Disk.File file;
    private final long size;
    private final Mender mender;
    private final EventCodec codec = new EventCodec();
    private byte[] window = new byte[0];
    private long windowStart;
    private int windowLength;
    private long lastNumber = -1;
    private long unreadableBytes;
    private boolean finished;

    JournalReader(Disk.File file, Mender mender) throws IOException {
        this.file = file;
        this.size = file.size();
        this.mender = mender;
    }

    /** {@return what reading came to; empty where there is no readable start of the run} */
    Optional<Journal.Recovery> read() throws IOException {
        long position = Journal.HEADER;
        while (position < size) {
            int length = wholeRecord(position);
            if (length > 0) {
                accept(position, length);
                position += Journal.RECORD_HEADER + length;
            } else {
                long next = nextRecord(position);
                unreadableBytes += next - position;
                position = next;
                if (next == size) {
                    mender.tornEnd();
                }
            }
        }
        mender.end();
        return lastNumber < 0
                ? Optional.empty()
                : Optional.of(new Journal.Recovery(mender.events(), mender.lostEvents(), unreadableBytes, finished));
    }

    private void accept(long position, int length) {
        EventCodec.Numbered numbered;
        try {
            numbered = codec.read(window, offset(position) + Journal.RECORD_HEADER, length);
        } catch (WireReader.Malformed e) {
            unreadableBytes += Journal.RECORD_HEADER + length;
            return;
        }
        boolean first = numbered.event() instanceof RunEvent.Started;
        if (numbered.number() > lastNumber && first == (lastNumber < 0)) {
            mender.accept(numbered.event(), numbered.number() - lastNumber - 1);
            lastNumber = numbered.number();
            finished |= numbered.event() instanceof RunEvent.Finished;
        }
    }

    /** {@return the start of the next whole record after the bad one at {@code position}, or the end of the file} */
    private long nextRecord(long position) throws IOException {
        if (load(position, Journal.RECORD_HEADER)) {
            long pointedTo = position + Journal.RECORD_HEADER + Bits.getInt(window, offset(position));
            if (pointedTo > position && pointedTo < size && wholeRecord(pointedTo) > 0) {
                return pointedTo;
            }
        }
        for (long at = position + 1; at < size; at++) {
            if (wholeRecord(at) > 0) {
                return at;
            }
        }
        return size;
    }

    /** {@return the length of the payload of the record at {@code position}; 0 where none is or it does not match} */
    private int wholeRecord(long position) throws IOException {
        if (!load(position, Journal.RECORD_HEADER)) {
            return 0;
        }
        int length = Bits.getInt(window, offset(position));
        if (length < LEAST_PAYLOAD
                || length > Journal.MOST_PAYLOAD
                || !startsLikePayload(position + Journal.RECORD_HEADER)
                || !load(position, Journal.RECORD_HEADER + length)) {
            return 0;
        }
        int checksum = Bits.getInt(window, offset(position) + 4);
        return checksum == Bits.checksum(window, offset(position), length) ? length : 0;
    }

    /** Spares the search through damage most of the checksums. */
    private boolean startsLikePayload(long position) throws IOException {
        if (!load(position, 1)) {
            return false;
        }
        int type = window[offset(position)];
        return type > 0 && type <= MOST_TYPE;
    }

    private int offset(long position) {
        return (int) (position - windowStart);
    }

    /** Brings {@code length} bytes at {@code position} into the window; {@return whether the file holds them} */
    private boolean load(long position, int length) throws IOException {
        if (position + length > size) {
            return false;
        }
        if (position < windowStart || position + length > windowStart + windowLength) {
            windowLength = (int) Math.min(size - position, Math.max(length, WINDOW));
            if (window.length < windowLength) {
                window = new byte[windowLength];
            }
            windowStart = position;
            file.read(window, 0, windowLength, position);
        }
        return true;
    }
}
