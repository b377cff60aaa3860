package io.negawatt.app.store;

import java.io.IOException;
import java.util.function.IntPredicate;

/**
 * Finds the whole records of a file, each a u32 length, a u32 checksum ({@link Bits#checksum}) and the payload. Where a record
 * does not match its checksum, the next is looked for where its length points, and then byte by byte, so that damage costs the
 * record that it is in and no other.
 */
public final class RecordScanner {
    /** Bytes of a record before its payload. */
    public static final int HEADER = Journal.RECORD_HEADER;

    private static final int WINDOW = 256 << 10;

    private final Disk.File file;
    private final long size;
    private final int leastPayload;
    private final int mostPayload;
    private final IntPredicate firstBytes;
    private byte[] window = new byte[0];
    private long windowStart;
    private int windowLength;
    private long position;
    private int length;
    private long next;
    private long unreadableBytes;
    private boolean tornEnd;

    /**
     * Looks at a file.
     *
     * @param start where the first record begins
     * @param leastPayload shortest payload that may be, in bytes
     * @param mostPayload longest one
     * @param firstBytes first bytes that a payload may have, so that the search through damage is spared most checksums
     */
    public RecordScanner(Disk.File file, long start, int leastPayload, int mostPayload, IntPredicate firstBytes)
            throws IOException {
        this.file = file;
        this.size = file.size();
        this.next = start;
        this.leastPayload = leastPayload;
        this.mostPayload = mostPayload;
        this.firstBytes = firstBytes;
    }

    /** Goes to the next whole record; {@return whether there is one} */
    public boolean next() throws IOException {
        while (next < size) {
            position = next;
            length = wholeRecord(position);
            if (length > 0) {
                next = position + HEADER + length;
                return true;
            }
            next = nextRecord(position);
            unreadableBytes += next - position;
            tornEnd |= next == size;
        }
        return false;
    }

    /** {@return bytes that hold the payload from {@link #offset} on; they change with the next call of {@link #next}} */
    public byte[] bytes() {
        return window;
    }

    /** {@return where the payload begins in {@link #bytes}} */
    public int offset() {
        return offset(position) + HEADER;
    }

    /** {@return length of the payload in bytes} */
    public int length() {
        return length;
    }

    /** {@return where the record begins in the file} */
    public long position() {
        return position;
    }

    /** {@return bytes of damage so far} */
    public long unreadableBytes() {
        return unreadableBytes;
    }

    /** {@return whether the file ends with damage} */
    public boolean tornEnd() {
        return tornEnd;
    }

    /**
     * {@return the start of the next whole record after the bad one at {@code bad}, or the end of the file} The length of the bad one is
     * no guide: where a bit of it changed it may point to a record further on, past whole ones.
     */
    private long nextRecord(long bad) throws IOException {
        for (long at = bad + 1; at < size; at++) {
            if (wholeRecord(at) > 0) {
                return at;
            }
        }
        return size;
    }

    /** {@return the length of the payload of the record at {@code at}; 0 where none is or it does not match} */
    private int wholeRecord(long at) throws IOException {
        if (!load(at, HEADER)) {
            return 0;
        }
        int claimed = Bits.getInt(window, offset(at));
        if (claimed < leastPayload
                || claimed > mostPayload
                || !startsLikePayload(at + HEADER)
                || !load(at, HEADER + claimed)) {
            return 0;
        }
        int checksum = Bits.getInt(window, offset(at) + 4);
        return checksum == Bits.checksum(window, offset(at), claimed) ? claimed : 0;
    }

    private boolean startsLikePayload(long at) throws IOException {
        return load(at, 1) && firstBytes.test(window[offset(at)] & 0xFF);
    }

    private int offset(long at) {
        return (int) (at - windowStart);
    }

    /** Brings {@code wanted} bytes at {@code at} into the window; {@return whether the file holds them} */
    private boolean load(long at, int wanted) throws IOException {
        if (at + wanted > size) {
            return false;
        }
        if (at < windowStart || at + wanted > windowStart + windowLength) {
            windowLength = (int) Math.min(size - at, Math.max(wanted, WINDOW));
            if (window.length < windowLength) {
                window = new byte[windowLength];
            }
            windowStart = at;
            file.read(window, 0, windowLength, at);
        }
        return true;
    }
}
