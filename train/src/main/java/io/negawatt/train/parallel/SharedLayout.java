package io.negawatt.train.parallel;

import io.negawatt.train.learn.Parameters.Parameter;
import java.util.List;

/**
 * Where gradients lie in a worker's region of shared memory: bucket after bucket, each from a new line of the cache.
 *
 * @param buckets numbers of the parameters in each
 * @param sizes elements of each parameter
 * @param halves whether an element is a 16-bit float
 */
record SharedLayout(Buckets buckets, List<Long> sizes, boolean halves) {
    private static final long LINE_BYTES = 64;

    /** {@return the layout for gradients of these parameters} */
    static SharedLayout of(Buckets buckets, List<Parameter> trained, boolean halves) {
        return new SharedLayout(buckets, trained.stream().map(Parameter::size).toList(), halves);
    }

    int bytesPerElement() {
        return halves ? Short.BYTES : Float.BYTES;
    }

    /** {@return elements of all buckets} */
    long elements() {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** {@return elements of one bucket} */
    long elements(int bucket) {
        return buckets.of().get(bucket).stream().mapToLong(sizes::get).sum();
    }

    /** {@return bytes before a bucket} */
    long from(int bucket) {
        long from = 0;
        for (int before = 0; before < bucket; before++) {
            long lines = (elements(before) * bytesPerElement() + LINE_BYTES - 1) / LINE_BYTES;
            from += lines * LINE_BYTES;
        }
        return from;
    }

    /** {@return bytes of all buckets} */
    long bytes() {
        return from(buckets.of().size());
    }
}
