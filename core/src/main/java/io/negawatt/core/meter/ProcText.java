package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The text of a small kernel file in a buffer that is used again and again, with a cursor that walks over it. Nothing is
 * allocated for a number, so that reading the same files ten times a second costs little more than the system calls.
 *
 * <p>Not thread-safe.
 */
final class ProcText {
    private final ByteBuffer buffer;
    private int length;
    private int at;

    ProcText(int capacityBytes) {
        buffer = ByteBuffer.allocateDirect(capacityBytes);
    }

    /** {@return the file, to be read again and again; nothing where it is absent or closed to us} */
    static Optional<FileChannel> open(Path file) {
        try {
            return Optional.of(FileChannel.open(file));
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** Closes a file that was only read, of which nothing can be lost. */
    static void close(Optional<FileChannel> file) {
        try {
            if (file.isPresent()) {
                file.get().close();
            }
        } catch (IOException e) {
            // The kernel has let go of it either way.
        }
    }

    /** Reads what one system call gives, which is the whole of any file below a page. */
    void readOnce(FileChannel file) throws IOException {
        buffer.clear();
        length = Math.max(0, file.read(buffer, 0));
        at = 0;
    }

    /** Reads to the end of the file or of the buffer; the kernel hands long lists out in pieces. */
    void readAll(FileChannel file) throws IOException {
        readOnce(file);
        for (int more = length; more > 0 && buffer.hasRemaining(); ) {
            more = file.read(buffer, length);
            length += Math.max(0, more);
        }
    }

    /** Goes back to the start of the text that was read. */
    void rewind() {
        at = 0;
    }

    boolean atEnd() {
        return at >= length;
    }

    /** Moves behind the last {@code mark} of the text; to the end where there is none. */
    void skipPastLast(char mark) {
        int last = length - 1;
        while (last >= 0 && buffer.get(last) != mark) {
            last--;
        }
        at = last < 0 ? length : last + 1;
    }

    /** Moves behind the next {@code mark}; to the end where there is none. */
    void skipPast(char mark) {
        while (at < length && buffer.get(at) != mark) {
            at++;
        }
        at++;
    }

    void nextLine() {
        skipPast('\n');
    }

    void skipFields(int fields) {
        for (int i = 0; i < fields; i++) {
            skipSpaces();
            while (at < length && !isSpace(buffer.get(at))) {
                at++;
            }
        }
    }

    /** {@return the next byte that is no space, or a space at the end} */
    char nextChar() {
        skipSpaces();
        return at < length ? (char) buffer.get(at++) : ' ';
    }

    /** {@return the next whole number; 0 where no digit follows} */
    long nextLong() {
        skipSpaces();
        boolean negative = at < length && buffer.get(at) == '-';
        if (negative) {
            at++;
        }
        long value = 0;
        for (; at < length && buffer.get(at) >= '0' && buffer.get(at) <= '9'; at++) {
            value = value * 10 + (buffer.get(at) - '0');
        }
        return negative ? -value : value;
    }

    /** {@return the next field up to a space, a line's end or {@code stop}, which is stepped over} */
    String nextWord(char stop) {
        skipSpaces();
        int from = at;
        while (at < length && buffer.get(at) != stop && !isSpace(buffer.get(at))) {
            at++;
        }
        String word = slice(from, at);
        at++;
        return word;
    }

    /** {@return the text between the first {@code open} and the last {@code close}; empty where they are missing} */
    String between(char open, char close) {
        at = 0;
        skipPast(open);
        int from = at;
        skipPastLast(close);
        return from < at ? slice(from, at - 1) : "";
    }

    private String slice(int from, int to) {
        var bytes = new byte[Math.max(0, Math.min(to, length) - from)];
        buffer.get(from, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private void skipSpaces() {
        while (at < length && isSpace(buffer.get(at))) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t';
    }
}
