package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {
    private final byte[] bytes;
    private int at;
    private long pending;
    private int pendingBits;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the next {@code count} bits as a number; 0 to 64 of them} */
    long bits(int count) {
        return count > 32 ? (low(count - 32) << 32) | low(32) : low(count);
    }

    private long low(int count) {
        while (pendingBits < count) {
            if (at == bytes.length) {
                throw new WireReader.Malformed("a row of bits that ends too early");
            }
            pending = (pending << 8) | (bytes[at++] & 0xFF);
            pendingBits += 8;
        }
        pendingBits -= count;
        return (pending >>> pendingBits) & ((1L << count) - 1);
    }

    /** {@return number of one bits before the next zero, which is passed over; {@code most} where there are that many} */
    int ones(int most) {
        int ones = 0;
        while (ones < most && low(1) == 1) {
            ones++;
        }
        return ones;
    }
}
