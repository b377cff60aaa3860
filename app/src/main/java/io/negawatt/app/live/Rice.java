package io.negawatt.app.live;

/**
 * Rice code of signed numbers: the zigzagged number is cut into {@code k} low bits, written as they are, and the rest, written
 * as so many ones and a zero. It comes within a few hundredths of a bit of the best code for numbers that are mostly small.
 *
 * <p>Format: six bits {@code k}, then each number. A rest of {@value #ESCAPE} or more is {@value #ESCAPE} ones and then all 64
 * bits of the zigzagged number.
 *
 * @see <a href="https://doi.org/10.1109/TCOM.1971.1090789">Rice and Plaunt, Adaptive variable-length coding, 1971</a>
 */
final class Rice {
    private static final int ESCAPE = 20;
    private static final int MOST_K = 56;

    private Rice() {}

    /** Writes the numbers from place {@code from} on. */
    static void write(BitWriter out, long[] numbers, int from) {
        int k = bestK(numbers, from);
        out.bits(k, 6);
        for (int i = from; i < numbers.length; i++) {
            long zigzag = zigzag(numbers[i]);
            long rest = zigzag >>> k;
            if (rest >= 0 && rest < ESCAPE) {
                out.bits(((1L << rest) - 1) << 1, (int) rest + 1);
                out.bits(zigzag, k);
            } else {
                out.bits((1L << ESCAPE) - 1, ESCAPE);
                out.bits(zigzag, 64);
            }
        }
    }

    /** Reads numbers to the places from {@code from} on. */
    static void read(BitReader in, long[] numbers, int from) {
        int k = (int) in.bits(6);
        for (int i = from; i < numbers.length; i++) {
            int rest = in.ones(ESCAPE);
            long zigzag = rest < ESCAPE ? ((long) rest << k) | in.bits(k) : in.bits(64);
            numbers[i] = (zigzag >>> 1) ^ -(zigzag & 1);
        }
    }

    /** {@return the bits that the numbers from place {@code from} on take, about} */
    static double cost(long[] numbers, int from) {
        int k = bestK(numbers, from);
        double bits = 6;
        for (int i = from; i < numbers.length; i++) {
            long rest = zigzag(numbers[i]) >>> k;
            bits += rest < ESCAPE && rest >= 0 ? rest + 1 + k : ESCAPE + 64;
        }
        return bits;
    }

    /** The mean of the numbers is about {@code 2^k / ln 2} where the code is best. */
    private static int bestK(long[] numbers, int from) {
        if (from >= numbers.length) {
            return 0;
        }
        double sum = 0;
        for (int i = from; i < numbers.length; i++) {
            sum += zigzag(numbers[i]) >>> 1;
        }
        double mean = 2 * sum / (numbers.length - from) * Math.log(2);
        return Math.clamp(Math.round(Math.log(Math.max(mean, 1)) / Math.log(2)), 0, MOST_K);
    }

    private static long zigzag(long number) {
        return (number << 1) ^ (number >> 63);
    }
}
