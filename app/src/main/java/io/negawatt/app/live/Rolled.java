package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The sums of a series by steps of one length, in order of time; steps without anything are left out.
 *
 * <p>Format: column of the steps' starts ({@link TimeCodec}), and where there is any step: numbers of samples, covered ms, amounts
 * ({@link LongCodec}, after a u8 with its order); u8 1 where each step has one sample or none and only the last values follow, else 0
 * and the least, greatest, summed and last values ({@link ValueCodec}).
 */
final class Rolled {
    private final List<Long> startsMs = new ArrayList<>();
    private final List<RolledStep> steps = new ArrayList<>();

    void add(long startMs, RolledStep step) {
        if (step.count() != 0 || step.amountMicro() != 0 || step.coveredMs() != 0) {
            startsMs.add(startMs);
            steps.add(step);
        }
    }

    int size() {
        return steps.size();
    }

    long startMs(int i) {
        return startsMs.get(i);
    }

    RolledStep step(int i) {
        return steps.get(i);
    }

    /** {@return all sums of a window} */
    static Rolled of(StepSums sums) {
        var rolled = new Rolled();
        for (int step = 0; step < sums.window().steps(); step++) {
            rolled.add(sums.window().startMs(step), RolledStep.of(sums, step));
        }
        return rolled;
    }

    void write(WireWriter out) {
        TimeCodec.write(out, startsMs.stream().mapToLong(Long::longValue).toArray());
        if (steps.isEmpty()) {
            return;
        }
        writeLongs(out, steps.stream().mapToLong(RolledStep::count).toArray());
        writeLongs(out, steps.stream().mapToLong(RolledStep::coveredMs).toArray());
        writeLongs(out, steps.stream().mapToLong(RolledStep::amountMicro).toArray());
        boolean single = steps.stream().allMatch(it -> it.count() <= 1);
        out.u8(single ? 1 : 0);
        if (!single) {
            ValueCodec.write(out, steps.stream().mapToDouble(RolledStep::min).toArray());
            ValueCodec.write(out, steps.stream().mapToDouble(RolledStep::max).toArray());
            ValueCodec.write(out, steps.stream().mapToDouble(RolledStep::sum).toArray());
        }
        ValueCodec.write(out, steps.stream().mapToDouble(RolledStep::last).toArray());
    }

    private static void writeLongs(WireWriter out, long[] numbers) {
        int order = LongCodec.bestOrder(numbers);
        out.u8(order);
        LongCodec.write(out, numbers, order);
    }

    private static long[] readLongs(WireReader in, int count) {
        return LongCodec.read(in, in.u8(), count);
    }

    /** Reads what {@link #write} wrote; throws {@link WireReader.Malformed}. */
    static Rolled read(WireReader in) {
        var rolled = new Rolled();
        long[] starts = TimeCodec.read(in, Batch.MOST_SAMPLES);
        int n = starts.length;
        if (n == 0) {
            return rolled;
        }
        long[] count = readLongs(in, n);
        long[] covered = readLongs(in, n);
        long[] amount = readLongs(in, n);
        boolean single = in.u8() == 1;
        double[] min = single ? new double[0] : ValueCodec.read(in, n);
        double[] max = single ? min : ValueCodec.read(in, n);
        double[] sum = single ? min : ValueCodec.read(in, n);
        double[] last = ValueCodec.read(in, n);
        for (int i = 0; i < n; i++) {
            var step = single
                    ? new RolledStep(
                            count[i], last[i], last[i], count[i] == 0 ? 0 : last[i], last[i], amount[i], covered[i])
                    : new RolledStep(count[i], min[i], max[i], sum[i], last[i], amount[i], covered[i]);
            rolled.add(starts[i], step);
        }
        return rolled;
    }
}
