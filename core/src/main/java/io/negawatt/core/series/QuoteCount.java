package io.negawatt.core.series;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Counts quotes on the way. FastCSV takes a quote that is never closed as closed by the end of the file, and every row
 * after it as part of one cell; a file whose quotes are closed has an even number of them.
 */
final class QuoteCount extends FilterInputStream {
    private int parity;

    QuoteCount(InputStream in) {
        super(in);
    }

    boolean isOdd() {
        return parity != 0;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        parity ^= next == '"' ? 1 : 0;
        return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        for (int i = offset; i < offset + count; i++) {
            parity ^= into[i] == '"' ? 1 : 0;
        }
        return count;
    }
}
