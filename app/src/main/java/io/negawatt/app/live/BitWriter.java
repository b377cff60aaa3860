package io.negawatt.app.live;

import java.util.Arrays;

/** A growing row of bits, each byte filled from its highest bit. */
final class BitWriter {
    private byte[] bytes = new byte[256];
    private int length;
    private long pending;
    private int pendingBits;

    /** Writes the lowest {@code count} bits of a value, the highest of them first; 0 to 64 of them. */
    void bits(long value, int count) {
        if (count > 32) {
            low(value >>> 32, count - 32);
            low(value, 32);
        } else {
            low(value, count);
        }
    }

    private void low(long value, int count) {
        pending = (pending << count) | (value & ((1L << count) - 1));
        pendingBits += count;
        while (pendingBits >= 8) {
            pendingBits -= 8;
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, bytes.length * 2);
            }
            bytes[length++] = (byte) (pending >>> pendingBits);
        }
    }

    /** {@return the bits so far as whole bytes, the last one filled up with zeros} */
    byte[] toBytes() {
        low(0, -pendingBits & 7);
        return Arrays.copyOf(bytes, length);
    }
}
