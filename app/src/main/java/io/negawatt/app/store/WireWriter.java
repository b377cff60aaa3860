package io.negawatt.app.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A growing row of bytes in the journal's notation: little-endian, whole numbers as LEB128 (seven bits a byte, the low ones
 * first), signed ones zigzagged before, text as its UTF-8 length and bytes.
 */
public final class WireWriter {
    private byte[] bytes = new byte[4096];
    private int length;

    /** {@return the bytes; only the first {@link #length} count} */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** {@return a copy of the bytes so far} */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Starts anew with {@code reserved} bytes that are filled in later. */
    public void reset(int reserved) {
        length = reserved;
    }

    public void u8(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    public void whole(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    public void signed(long value) {
        whole((value << 1) ^ (value >> 63));
    }

    /** Writes 0 for empty, and else the zigzagged value plus 1. */
    public void optional(OptionalInt value) {
        whole(value.isEmpty() ? 0 : (((long) value.getAsInt() << 1) ^ (value.getAsInt() >> 31)) + 1);
    }

    public void f64(double value) {
        room(8);
        Bits.putLong(bytes, length, Double.doubleToRawLongBits(value));
        length += 8;
    }

    public void text(String value) {
        raw(value.getBytes(StandardCharsets.UTF_8));
    }

    public void texts(List<String> values) {
        whole(values.size());
        values.forEach(this::text);
    }

    public void raw(byte[] value) {
        whole(value.length);
        bytes(value, 0, value.length);
    }

    /** Appends bytes as they are. */
    public void bytes(byte[] value, int offset, int count) {
        room(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
