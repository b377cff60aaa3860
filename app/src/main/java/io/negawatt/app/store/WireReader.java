package io.negawatt.app.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Reads what {@link WireWriter} wrote. Bytes that cannot have come from it throw {@link Malformed}. */
public final class WireReader {

    /** Bytes that are no event of this format. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Malformed(String what) {
            super(what);
        }
    }

    private final byte[] bytes;
    private final int end;
    private int at;

    public WireReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    public boolean atEnd() {
        return at == end;
    }

    public int u8() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    public long whole() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int part = u8();
            value |= (long) (part & 0x7F) << shift;
            if ((part & 0x80) == 0) {
                return value;
            }
        }
        throw new Malformed("a number of more than ten bytes");
    }

    public long signed() {
        long zigzag = whole();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** {@return a number of things, each of which takes at least one byte} */
    public int count() {
        long count = whole();
        if (count < 0 || count > end - at) {
            throw new Malformed("a count beyond the end of the record");
        }
        return (int) count;
    }

    public int index() {
        long index = whole();
        if (index < Integer.MIN_VALUE || index > Integer.MAX_VALUE) {
            throw new Malformed("an index that is out of range");
        }
        return (int) index;
    }

    public OptionalInt optional() {
        long value = whole();
        if (value == 0) {
            return OptionalInt.empty();
        }
        long zigzag = value - 1;
        return OptionalInt.of((int) ((zigzag >>> 1) ^ -(zigzag & 1)));
    }

    public double f64() {
        need(8);
        at += 8;
        return Double.longBitsToDouble(Bits.getLong(bytes, at - 8));
    }

    public String text() {
        return new String(raw(), StandardCharsets.UTF_8);
    }

    public List<String> texts() {
        return list(this::text);
    }

    public byte[] raw() {
        int length = count();
        var value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    /** Passes over what {@link #raw} would return. */
    public void skipRaw() {
        int length = count();
        at += length;
    }

    /** {@return the place in the array of bytes that is read next} */
    public int position() {
        return at;
    }

    public <T> List<T> list(Supplier<T> item) {
        int count = count();
        var items = new ArrayList<T>(count);
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    private void need(int more) {
        if (end - at < more) {
            throw new Malformed("a record that ends too early");
        }
    }
}
