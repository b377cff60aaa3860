package io.negawatt.app.live;

import io.negawatt.app.store.Bits;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A file of records that is written from front to back. What is appended waits in memory until {@link #write}; a write that
 * fails leaves the end of the file where it was, so that the next goes over what is torn.
 *
 * <p>Not thread-safe.
 */
final class RecordFile implements AutoCloseable {
    /** First bytes of every file of records: a name, and the version of the format in the last four. */
    private static final byte[] HEAD = Arrays.copyOf("NWATT-L\0\1".getBytes(StandardCharsets.US_ASCII), 12);

    /** Longest payload in bytes; a greater length can only be damage. */
    static final int MOST_PAYLOAD = 16 << 20;

    private static final int ROOM = 1 << 20;

    private final Disk.File file;
    private byte[] waiting = new byte[64 << 10];
    private int waitingLength;
    private long end;

    private RecordFile(Disk.File file) {
        this.file = file;
    }

    static RecordFile create(Disk disk, Path path) throws IOException {
        var file = new RecordFile(disk.create(path));
        boolean begun = false;
        try {
            file.append(HEAD, HEAD.length);
            file.write();
            begun = true;
            return file;
        } finally {
            if (!begun) {
                file.close();
            }
        }
    }

    /** {@return the whole records of a file whose payloads begin with such bytes} */
    static RecordScanner scan(Disk.File file, IntPredicate types) throws IOException {
        return new RecordScanner(file, HEAD.length, 1, MOST_PAYLOAD, types);
    }

    /** {@return the whole record at a place, header and all; empty where there is none that matches its checksum} */
    static Optional<byte[]> recordAt(Disk.File file, long position) throws IOException {
        var head = new byte[RecordScanner.HEADER];
        if (position < 0 || position + head.length > file.size()) {
            return Optional.empty();
        }
        file.read(head, 0, head.length, position);
        int length = Bits.getInt(head, 0);
        if (length < 1 || length > MOST_PAYLOAD || position + head.length + length > file.size()) {
            return Optional.empty();
        }
        var record = new byte[head.length + length];
        file.read(record, 0, record.length, position);
        return Bits.getInt(record, 4) == Bits.checksum(record, 0, length) ? Optional.of(record) : Optional.empty();
    }

    /** Puts length and checksum before a payload that begins at {@link RecordScanner#HEADER}. */
    static void seal(byte[] record, int length) {
        Bits.putInt(record, 0, length - RecordScanner.HEADER);
        Bits.putInt(record, 4, Bits.checksum(record, 0, length - RecordScanner.HEADER));
    }

    /** {@return a whole file that holds copies of a sealed record} */
    static byte[] whole(byte[] record, int copies) {
        byte[] file = Arrays.copyOf(HEAD, HEAD.length + copies * record.length);
        for (int copy = 0; copy < copies; copy++) {
            System.arraycopy(record, 0, file, HEAD.length + copy * record.length, record.length);
        }
        return file;
    }

    /** Appends a sealed record, or other bytes; {@return where it will begin in the file} */
    long append(byte[] bytes, int length) {
        long position = end + waitingLength;
        if (waitingLength + length > waiting.length) {
            waiting = Arrays.copyOf(waiting, Math.max(waiting.length * 2, waitingLength + length));
        }
        System.arraycopy(bytes, 0, waiting, waitingLength, length);
        waitingLength += length;
        return position;
    }

    /** {@return number of bytes that wait} */
    int waiting() {
        return waitingLength;
    }

    /** {@return length of the file once what waits is written} */
    long size() {
        return end + waitingLength;
    }

    /** Hands what waits to the system, or forgets it where that fails. */
    void write() throws IOException {
        int length = waitingLength;
        waitingLength = 0;
        try {
            file.write(waiting, length, end);
            end += length;
        } finally {
            if (waiting.length > ROOM) {
                waiting = new byte[ROOM];
            }
        }
    }

    /** Makes what was written outlast a power cut. */
    void force() throws IOException {
        file.force();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
