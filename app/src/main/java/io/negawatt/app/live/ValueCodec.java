package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.Arrays;

/**
 * A column of values as few bytes, and every bit of them back. The number of values is known from the column of times.
 *
 * <p>Format: u8 mode. Where 128 is added to the mode, first comes a raw with a bit for each value, 1 where there is none, and
 * the rest is about the others alone.
 *
 * <pre>
 * 0           nothing follows: there is no value
 * 1           f64: all values have these bits
 * 2           raw: the bits of each value against those of the one before: 0 where they are the same; 1, six bits number of
 *             leading zeros, six bits number of bits that follow less 1, and these
 * 16 … 57     the values times 10^((mode - 16) / 3) are whole numbers, which follow with differences of the order
 *             (mode - 16) % 3, see {@link LongCodec}
 * </pre>
 *
 * <p>What a meter says has few decimal places, and then whole numbers are a quarter of the size that the exclusive or of Gorilla
 * leaves; that is kept for what comes out of a division.
 *
 * @see <a href="https://doi.org/10.14778/2824032.2824078">Pelkonen et al., Gorilla, 2015</a>
 */
final class ValueCodec {
    private static final int NOTHING = 0;
    private static final int SAME = 1;
    private static final int XOR = 2;
    private static final int SCALED = 16;
    private static final int HOLES = 128;

    private static final double[] TEN = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13};
    private static final double MOST_WHOLE = 1L << 53;

    private ValueCodec() {}

    static void write(WireWriter out, double[] values) {
        double[] present = present(values);
        int holes = present.length == values.length ? 0 : HOLES;
        if (present.length == 0) {
            writeMode(out, NOTHING + holes, values);
        } else if (same(present)) {
            writeMode(out, SAME + holes, values);
            out.f64(present[0]);
        } else {
            int decimals = decimals(present);
            if (decimals < TEN.length) {
                writeScaled(out, holes, values, scaled(present, decimals), decimals);
            } else {
                writeMode(out, XOR + holes, values);
                writeXor(out, present);
            }
        }
    }

    private static void writeMode(WireWriter out, int mode, double[] values) {
        out.u8(mode);
        if (mode >= HOLES) {
            var bits = new BitWriter();
            for (double value : values) {
                bits.bits(Double.isNaN(value) ? 1 : 0, 1);
            }
            out.raw(bits.toBytes());
        }
    }

    private static double[] present(double[] values) {
        int count = 0;
        for (double value : values) {
            count += Double.isNaN(value) ? 0 : 1;
        }
        if (count == values.length) {
            return values;
        }
        var present = new double[count];
        int at = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                present[at++] = value;
            }
        }
        return present;
    }

    private static boolean same(double[] values) {
        long first = Double.doubleToRawLongBits(values[0]);
        for (double value : values) {
            if (Double.doubleToRawLongBits(value) != first) {
                return false;
            }
        }
        return true;
    }

    /** {@return the fewest decimal places that give back every value, or as many as there are powers where none do} */
    private static int decimals(double[] values) {
        int decimals = 0;
        for (double value : values) {
            while (decimals < TEN.length && !whole(value, TEN[decimals])) {
                decimals++;
            }
        }
        // More places may be wrong for a value that fewer were right for.
        for (double value : values) {
            if (decimals < TEN.length && !whole(value, TEN[decimals])) {
                return TEN.length;
            }
        }
        return decimals;
    }

    private static boolean whole(double value, double scale) {
        double whole = Math.rint(value * scale);
        return Math.abs(whole) < MOST_WHOLE
                && Double.doubleToRawLongBits((long) whole / scale) == Double.doubleToRawLongBits(value);
    }

    private static long[] scaled(double[] values, int decimals) {
        var numbers = new long[values.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (long) Math.rint(values[i] * TEN[decimals]);
        }
        return numbers;
    }

    private static void writeScaled(WireWriter out, int holes, double[] values, long[] numbers, int decimals) {
        int order = LongCodec.bestOrder(numbers);
        writeMode(out, SCALED + LongCodec.ORDERS * decimals + order + holes, values);
        LongCodec.write(out, numbers, order);
    }

    private static void writeXor(WireWriter out, double[] values) {
        var bits = new BitWriter();
        long before = 0;
        for (double value : values) {
            long now = Double.doubleToRawLongBits(value);
            long change = now ^ before;
            before = now;
            if (change == 0) {
                bits.bits(0, 1);
            } else {
                int leading = Long.numberOfLeadingZeros(change);
                int trailing = Long.numberOfTrailingZeros(change);
                int length = 64 - leading - trailing;
                bits.bits(1, 1);
                bits.bits(leading, 6);
                bits.bits(length - 1, 6);
                bits.bits(change >>> trailing, length);
            }
        }
        out.raw(bits.toBytes());
    }

    /** {@return {@code count} values; NaN where there is none} */
    static double[] read(WireReader in, int count) {
        int mode = in.u8();
        if (mode < HOLES) {
            return readPresent(in, mode, count);
        }
        var holes = new BitReader(in.raw());
        var values = new double[count];
        int present = 0;
        for (int i = 0; i < count; i++) {
            boolean hole = holes.bits(1) == 1;
            values[i] = hole ? Double.NaN : 0;
            present += hole ? 0 : 1;
        }
        double[] others = readPresent(in, mode - HOLES, present);
        for (int i = 0, at = 0; i < count; i++) {
            if (!Double.isNaN(values[i])) {
                values[i] = others[at++];
            }
        }
        return values;
    }

    private static double[] readPresent(WireReader in, int mode, int count) {
        if (scaled(mode)) {
            return readScaled(in, (mode - SCALED) / LongCodec.ORDERS, (mode - SCALED) % LongCodec.ORDERS, count);
        }
        var values = new double[count];
        if (mode == SAME) {
            Arrays.fill(values, in.f64());
        } else if (mode == XOR) {
            readXor(in, values);
        } else if (mode != NOTHING || count > 0) {
            throw new WireReader.Malformed("values in an unknown notation");
        }
        return values;
    }

    private static boolean scaled(int mode) {
        return mode >= SCALED && mode < SCALED + LongCodec.ORDERS * TEN.length;
    }

    /** Passes over what {@link #read} would return. */
    static void skip(WireReader in) {
        int mode = in.u8();
        if (mode >= HOLES) {
            in.skipRaw();
            mode -= HOLES;
        }
        if (scaled(mode)) {
            LongCodec.skip(in, (mode - SCALED) % LongCodec.ORDERS);
        } else if (mode == SAME) {
            in.f64();
        } else if (mode == XOR) {
            in.skipRaw();
        } else if (mode != NOTHING) {
            throw new WireReader.Malformed("values in an unknown notation");
        }
    }

    private static double[] readScaled(WireReader in, int decimals, int order, int count) {
        long[] numbers = LongCodec.read(in, order, count);
        var values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = numbers[i] / TEN[decimals];
        }
        return values;
    }

    private static void readXor(WireReader in, double[] values) {
        var bits = new BitReader(in.raw());
        long now = 0;
        for (int i = 0; i < values.length; i++) {
            if (bits.bits(1) == 1) {
                int leading = (int) bits.bits(6);
                int length = (int) bits.bits(6) + 1;
                if (leading + length > 64) {
                    throw new WireReader.Malformed("a value of more than 64 bits");
                }
                now ^= bits.bits(length) << (64 - leading - length);
            }
            values[i] = Double.longBitsToDouble(now);
        }
    }
}
