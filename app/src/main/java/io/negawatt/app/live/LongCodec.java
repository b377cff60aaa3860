package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;

/**
 * A column of two or more whole numbers as few bytes. Differences are taken as often as the order says: never for noise around
 * a level, once for a walk, twice for a counter.
 *
 * <p>Format: signed first number and, for order 2, signed first difference; then a raw with the rest in Rice code
 * ({@link Rice}). For order 0 the rest are the numbers less the first.
 */
final class LongCodec {
    /** Number of orders: 0, 1 and 2. */
    static final int ORDERS = 3;

    private LongCodec() {}

    /** {@return the order that takes the fewest bytes} */
    static int bestOrder(long[] numbers) {
        long[] tried = numbers.clone();
        lift(tried, -tried[0]);
        int best = 0;
        double least = Rice.cost(tried, 1);
        for (int order = 1; order < ORDERS; order++) {
            difference(tried, order - 1);
            double cost = Rice.cost(tried, order);
            if (cost < least) {
                least = cost;
                best = order;
            }
        }
        return best;
    }

    /** Writes the numbers, and leaves their differences in the array. */
    static void write(WireWriter out, long[] numbers, int order) {
        for (int i = 0; i < order; i++) {
            difference(numbers, i);
        }
        int heads = heads(order);
        for (int i = 0; i < heads; i++) {
            out.signed(numbers[i]);
        }
        if (order == 0) {
            lift(numbers, -numbers[0]);
        }
        var bits = new BitWriter();
        Rice.write(bits, numbers, heads);
        out.raw(bits.toBytes());
    }

    private static int heads(int order) {
        return Math.max(1, order);
    }

    static long[] read(WireReader in, int order, int count) {
        int heads = heads(order);
        if (count < heads) {
            throw new WireReader.Malformed("fewer values than differences");
        }
        var numbers = new long[count];
        for (int i = 0; i < heads; i++) {
            numbers[i] = in.signed();
        }
        Rice.read(new BitReader(in.raw()), numbers, heads);
        if (order == 0) {
            lift(numbers, numbers[0]);
        }
        for (int from = order - 1; from >= 0; from--) {
            for (int i = from + 1; i < count; i++) {
                numbers[i] += numbers[i - 1];
            }
        }
        return numbers;
    }

    static void skip(WireReader in, int order) {
        for (int i = 0; i < heads(order); i++) {
            in.signed();
        }
        in.skipRaw();
    }

    private static void lift(long[] numbers, long by) {
        for (int i = 1; i < numbers.length; i++) {
            numbers[i] += by;
        }
    }

    private static void difference(long[] numbers, int from) {
        for (int i = numbers.length - 1; i > from; i--) {
            numbers[i] -= numbers[i - 1];
        }
    }
}
