package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A whole number that the kernel shows as a file, such as {@code energy_uj}; about 1 µs a read. */
final class SysCounter implements CounterTrack.Source {
    private static final int LONGEST_TEXT = 64;

    private final SysFile file;

    private SysCounter(SysFile file) {
        this.file = file;
    }

    /**
     * {@return the open counter}
     *
     * @throws IOException where the file is absent or closed to this user
     */
    static SysCounter open(Path file, SysFile.Opener opener) throws IOException {
        return new SysCounter(SysFile.open(file, opener, LONGEST_TEXT));
    }

    /**
     * {@return the number in the file now}
     *
     * @throws IOException where the device has gone, or the text is not a whole number of at least 0
     */
    @Override
    public long read() throws IOException {
        var text = file.head();
        int end = withoutLineEnd(text);
        if (end == 0) {
            throw new IOException(file.path() + " is empty");
        }
        long value = 0;
        for (int i = 0; i < end; i++) {
            int digit = text.get(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw new IOException(file.path() + " holds no whole number from 0 to 2^63");
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static int withoutLineEnd(ByteBuffer text) {
        int end = text.limit();
        while (end > 0 && text.get(end - 1) <= ' ') {
            end--;
        }
        return end;
    }

    @Override
    public void close() {
        file.close();
    }
}
