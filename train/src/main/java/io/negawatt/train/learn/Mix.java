package io.negawatt.train.learn;

/**
 * Spreads bits evenly: the finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
 * 2014). Not for secrets. What it yields is part of what a checkpoint relies on and never changes.
 */
final class Mix {
    static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mix() {}

    /** {@return a number that looks random, another for each {@code value}} */
    static long of(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** {@return a number that looks random and depends on the seed and on every character of {@code text}} */
    static long of(long seed, String text) {
        long hash = of(seed + GOLDEN);
        for (int i = 0; i < text.length(); i++) {
            hash = of((hash ^ text.charAt(i)) + GOLDEN);
        }
        return hash;
    }
}
