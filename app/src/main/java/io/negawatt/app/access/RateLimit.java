package io.negawatt.app.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often each of many callers may ask: a bucket each, which fills at a steady rate and from which every request takes one
 * (token bucket). Of more callers than it holds, those that were quiet longest are forgotten, whose buckets are the fullest.
 * Thread-safe.
 */
public final class RateLimit {
    private static final double NANOS_PER_S = 1e9;

    private final double perS;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets;

    private record Bucket(double level, long at) {}

    /**
     * @param perS requests a second that are allowed for ever
     * @param burst requests that are allowed at once after a rest
     * @param callers most callers that are remembered
     * @param nanos clock in ns that never goes back
     */
    public RateLimit(double perS, double burst, int callers, LongSupplier nanos) {
        this.perS = perS;
        this.burst = burst;
        this.nanos = nanos;
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > callers;
            }
        };
    }

    /** {@return how long the caller has to wait, from whom nothing was taken; empty where he may go on} */
    public synchronized Optional<Duration> take(String caller) {
        long now = nanos.getAsLong();
        double level = level(caller, now);
        if (level < 1) {
            return Optional.of(Duration.ofNanos((long) Math.ceil((1 - level) / perS * NANOS_PER_S)));
        }
        buckets.put(caller, new Bucket(level - 1, now));
        return Optional.empty();
    }

    /** {@return whether the caller could take one now; nothing is taken} */
    public synchronized boolean hasRoom(String caller) {
        return level(caller, nanos.getAsLong()) >= 1;
    }

    private double level(String caller, long now) {
        var bucket = buckets.get(caller);
        return bucket == null ? burst : Math.min(burst, bucket.level() + (now - bucket.at()) / NANOS_PER_S * perS);
    }
}
