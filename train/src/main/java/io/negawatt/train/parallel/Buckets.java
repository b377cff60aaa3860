package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.SizeTVector;
import org.bytedeco.pytorch.SizeTVectorVector;

/**
 * Which gradients travel together: runs of parameters from the last to the first, which is about the order in which backward
 * makes their gradients ready. The first bucket to be ready is small, so that exchanging begins early.
 *
 * @param of numbers of the parameters in each bucket; those within a bucket go up
 */
record Buckets(List<List<Integer>> of) {
    private static final long BYTES_PER_ELEMENT = 4;

    /** {@return buckets that hold {@code bytes} each as long as a parameter fits, the first {@code firstBytes}} */
    static Buckets bySize(List<Parameter> parameters, long firstBytes, long bytes) {
        var buckets = new ArrayList<List<Integer>>();
        var open = new ArrayList<Integer>();
        long filled = 0;
        for (int i = parameters.size() - 1; i >= 0; i--) {
            open.addFirst(i);
            filled += parameters.get(i).size() * BYTES_PER_ELEMENT;
            if (filled >= (buckets.isEmpty() ? firstBytes : bytes)) {
                buckets.add(List.copyOf(open));
                open.clear();
                filled = 0;
            }
        }
        if (!open.isEmpty()) {
            buckets.add(List.copyOf(open));
        }
        return new Buckets(List.copyOf(buckets));
    }

    SizeTVectorVector toNative() {
        return new SizeTVectorVector(of.stream()
                .map(bucket -> new SizeTVector(
                        bucket.stream().mapToLong(Integer::longValue).toArray()))
                .toArray(SizeTVector[]::new));
    }
}
