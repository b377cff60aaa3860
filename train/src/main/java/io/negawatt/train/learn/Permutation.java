package io.negawatt.train.learn;

/**
 * A shuffle of {@code 0 … size − 1} that is computed and not stored: position by position, in any order, the same on every
 * machine. It takes 100 bytes whatever the size.
 *
 * <p>A Feistel network permutes the smallest even number of bits that holds {@code size}; results outside the range are
 * put in again until one falls inside (Black and Rogaway, "Ciphers with arbitrary finite domains", 2002), fewer than four
 * times on average.
 */
final class Permutation {
    private static final int ROUNDS = 8;

    private final long size;
    private final int halfBits;
    private final long halfMask;
    private final long[] keys = new long[ROUNDS];

    Permutation(long size, long seed, long epoch) {
        this.size = size;
        int bits = Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, size - 1));
        halfBits = (bits + 1) / 2;
        halfMask = (1L << halfBits) - 1;
        long state = Mix.of(Mix.of(seed + Mix.GOLDEN) + epoch);
        for (int i = 0; i < ROUNDS; i++) {
            state += Mix.GOLDEN;
            keys[i] = Mix.of(state);
        }
    }

    /** {@return what stands at {@code position}, 0 to size − 1} */
    long at(long position) {
        long value = scramble(position);
        while (value >= size) {
            value = scramble(value);
        }
        return value;
    }

    private long scramble(long value) {
        long left = value >>> halfBits;
        long right = value & halfMask;
        for (long key : keys) {
            long next = left ^ (Mix.of(right ^ key) & halfMask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
