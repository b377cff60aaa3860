package io.negawatt.core.units;

/**
 * An amount of data.
 *
 * @param bits amount in bits, finite and at least 0
 */
public record DataSize(double bits) {
    private static final int BITS_PER_BYTE = 8;

    public DataSize {
        Amounts.nonNegative("a data size", bits, "bit");
    }

    public static DataSize ofBytes(double bytes) {
        return new DataSize(bytes * BITS_PER_BYTE);
    }

    public double bytes() {
        return bits / BITS_PER_BYTE;
    }

    public DataSize plus(DataSize other) {
        return new DataSize(bits + other.bits);
    }

    /** {@return this times a number of at least 0} */
    public DataSize times(double factor) {
        return new DataSize(bits * factor);
    }

    /** {@return the size in bytes with an SI prefix, such as {@code 1.10 GB}; below one byte in bits} */
    @Override
    public String toString() {
        return QuantityPrinter.data(bits);
    }
}
