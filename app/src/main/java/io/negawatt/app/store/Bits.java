package io.negawatt.app.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Little-endian numbers in byte arrays, and the checksum over them. */
public final class Bits {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bits() {}

    public static int getInt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    public static void putInt(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    public static long getLong(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    public static void putLong(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }

    /** {@return the CRC-32C (Castagnoli) of a record: its four bytes of length, then its payload} */
    public static int checksum(byte[] bytes, int record, int payloadLength) {
        var crc = new CRC32C();
        crc.update(bytes, record, 4);
        crc.update(bytes, record + Journal.RECORD_HEADER, payloadLength);
        return (int) crc.getValue();
    }
}
