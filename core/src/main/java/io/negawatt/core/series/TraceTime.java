package io.negawatt.core.series;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Times of a trace in nanoseconds since the first: seconds, or ISO 8601 with a zone.
 *
 * <p>Seconds from a thousand million on are read as Unix time, so that such a trace has a start.
 */
final class TraceTime {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long UNIX_FROM_NS = NS_PER_S * NS_PER_S;
    private static final long NANOS_LIMIT_S = 9_000_000_000L;

    private static final int DATE_LENGTH = 10;

    private Optional<Instant> start = Optional.empty();
    private long originNs;
    private boolean isFirst = true;
    private boolean isCalendar;

    /** {@return when the first row was, where the trace says so} */
    Optional<Instant> start() {
        return start;
    }

    /** {@return the time of the cell since the first row, in ns} */
    long read(char[] text, int offset, int length, Supplier<TracePlace> place) {
        long ns = isCalendar ? Long.MIN_VALUE : Decimals.plainNanos(text, offset, length);
        if (ns == Long.MIN_VALUE) {
            ns = slowly(new String(text, offset, length).strip(), place);
        }
        if (isFirst) {
            isFirst = false;
            originNs = ns;
            if (isCalendar || ns >= UNIX_FROM_NS) {
                start = Optional.of(Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_S), Math.floorMod(ns, NS_PER_S)));
            }
        }
        return ns - originNs;
    }

    private long slowly(String text, Supplier<TracePlace> place) {
        boolean calendar = text.length() > 8 && text.charAt(4) == '-' && text.charAt(7) == '-';
        if (!isFirst && calendar != isCalendar) {
            throw place.get().bad("series.trace.bad.time", text);
        }
        isCalendar = calendar;
        try {
            return calendar ? calendarNs(text, place) : Decimals.nanos(text);
        } catch (NumberFormatException | DateTimeParseException | ArithmeticException e) {
            throw place.get().bad("series.trace.bad.time", text);
        }
    }

    static long calendarNs(String text, Supplier<TracePlace> place) {
        String iso = text.indexOf(' ') == DATE_LENGTH ? text.replaceFirst(" ", "T") : text;
        if (isLocal(iso)) {
            throw place.get().bad("series.trace.bad.zone", text);
        }
        var instant = iso.endsWith("]")
                ? ZonedDateTime.parse(iso).toInstant()
                : OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
        if (Math.abs(instant.getEpochSecond()) > NANOS_LIMIT_S) {
            throw new NumberFormatException(text);
        }
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_S), instant.getNano());
    }

    private static boolean isLocal(String iso) {
        int time = iso.indexOf('T');
        return time < 0
                || !(iso.endsWith("Z")
                        || iso.endsWith("]")
                        || iso.indexOf('+', time) > 0
                        || iso.indexOf('-', time) > 0);
    }
}
