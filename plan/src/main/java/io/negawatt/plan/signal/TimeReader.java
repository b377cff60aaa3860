package io.negawatt.plan.signal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Reads the times of a column one after the other: ISO 8601 with a zone; without one where a clock is given; or hours since a
 * start. When a clock is put back, the hour that comes twice is told apart by the order of the rows; an hour that a clock leaves
 * out when it is put forward is refused. Not thread-safe.
 */
final class TimeReader {
    private static final long NS_PER_HOUR = Duration.ofHours(1).toNanos();

    private final Optional<Instant> start;
    private final Optional<ZoneId> clock;
    private Instant last = Instant.MIN;

    TimeReader(Optional<Instant> start, Optional<ZoneId> clock) {
        this.start = start;
        this.clock = clock;
    }

    /** What a cell holds. */
    sealed interface Read {
        /** A time. */
        record At(Instant instant) implements Read {}

        /** No time; {@code key} is that of the message. */
        record No(String key) implements Read {}
    }

    Read read(String cell) {
        var read = start.isPresent() ? hours(cell, start.get()) : calendar(cell);
        if (read instanceof Read.At at) {
            last = at.instant();
        }
        return read;
    }

    private static Read hours(String cell, Instant start) {
        try {
            return new Read.At(start.plusNanos(Math.round(Double.parseDouble(cell) * NS_PER_HOUR)));
        } catch (NumberFormatException e) {
            return new Read.No("signal.bad.hour");
        }
    }

    private Read calendar(String cell) {
        String iso = cell.replace(' ', 'T');
        try {
            return new Read.At(OffsetDateTime.parse(withColon(iso)).toInstant());
        } catch (DateTimeException e) {
            return local(iso);
        }
    }

    /** Offsets are also written without a colon. */
    private static String withColon(String iso) {
        return iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
    }

    private Read local(String iso) {
        LocalDateTime local;
        try {
            local = LocalDateTime.parse(iso);
        } catch (DateTimeException e) {
            return new Read.No("series.steps.bad.time");
        }
        return clock.map(zone -> at(local, zone)).orElse(new Read.No("series.trace.bad.zone"));
    }

    private Read at(LocalDateTime local, ZoneId zone) {
        var first = ZonedDateTime.of(local, zone);
        if (!first.toLocalDateTime().equals(local)) {
            return new Read.No("signal.bad.leftOut");
        }
        boolean isSecond = !first.toInstant().isAfter(last);
        return new Read.At((isSecond ? first.withLaterOffsetAtOverlap() : first).toInstant());
    }
}
