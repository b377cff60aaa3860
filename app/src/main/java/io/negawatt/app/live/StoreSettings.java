package io.negawatt.app.live;

import java.time.Duration;
import java.util.List;

/**
 * How an embedded store keeps its samples.
 *
 * @param sealBytes memory in bytes that samples take before they are sorted into files; up to twice as much is taken
 * @param sealAfter longest time that samples wait for that
 * @param settle time after the end of an hour until it is summed up, and between late samples and its being summed up anew
 * @param raw how long single samples are kept; an agent that was away for longer cannot deliver what is older
 * @param second how long sums by second are kept; they are made once the samples go
 * @param minute how long sums by minute are kept
 * @param hour how long sums by hour are kept
 */
public record StoreSettings(
        long sealBytes,
        Duration sealAfter,
        Duration settle,
        Duration raw,
        Duration second,
        Duration minute,
        Duration hour) {

    /** What a server starts with: a week of samples, a month by second, two years by minute, ten by hour. */
    public static final StoreSettings DEFAULT = new StoreSettings(
            8 << 20,
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(731),
            Duration.ofDays(3653));

    /** {@return whether no file came to these of late} */
    boolean settled(List<GroupFile> parts, long nowMs) {
        long newestMs =
                parts.stream().mapToLong(it -> it.about().madeMs()).max().orElse(0);
        return nowMs - newestMs >= settle.toMillis();
    }

    /** {@return how long a kind of file is kept} */
    Duration kept(FileKind kind) {
        return switch (kind) {
            case RAW -> raw;
            case SECOND -> second;
            case MINUTE -> minute;
            case HOUR, GAPS, WAL, SERIES -> hour;
        };
    }
}
