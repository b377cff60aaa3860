package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads what {@link BitWriter} wrote. */
final class BitReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private int at;
    /** The next bits, from the highest down. */
    private long window;
    /** How many of them are there. */
    private int there;

    BitReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** {@return the next {@code count} bits as a number; 0 to 64 of them} */
    long bits(int count) {
        return count > 32 ? (next(count - 32) << 32) | next(32) : next(count);
    }

    private long next(int count) {
        need(count);
        long bits = count == 0 ? 0 : window >>> (64 - count);
        pass(count);
        return bits;
    }

    private void pass(int count) {
        window <<= count;
        there -= count;
    }

    private void need(int count) {
        if (there < count) {
            fill();
            if (there < count) {
                throw new WireReader.Malformed("a row of bits that ends too early");
            }
        }
    }

    private void fill() {
        if (at + Long.BYTES <= bytes.length) {
            window |= (long) LONG.get(bytes, at) >>> there;
            int whole = (63 - there) >>> 3;
            at += whole;
            there += whole << 3;
            window &= -1L << (64 - there);
        } else {
            while (there <= 56 && at < bytes.length) {
                window |= (bytes[at++] & 0xFFL) << (56 - there);
                there += 8;
            }
        }
    }

    /** {@return number of one bits before the next zero, which is passed over; {@code most}, at most 32, where there are that many} */
    int ones(int most) {
        if (there <= most) {
            fill();
        }
        int ones = Math.min(most, Long.numberOfLeadingZeros(~window));
        int passed = ones < most ? ones + 1 : ones;
        need(passed);
        pass(passed);
        return ones;
    }
}
