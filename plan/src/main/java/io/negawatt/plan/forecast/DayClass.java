package io.negawatt.plan.forecast;

import io.negawatt.plan.signal.Series;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Kinds of days: 0 for Monday to 6 for Sunday on the clock of a zone. A holiday counts as a Sunday, because use follows what
 * people do and not what the day is called.
 */
final class DayClass {
    static final int COUNT = 7;
    private static final byte SUNDAY = 6;

    private DayClass() {}

    /** {@return the kind of the day of each of {@code count} steps from the start of {@code series}} */
    static byte[] of(Series series, int count, ZoneId zone, Holidays holidays) {
        var classes = new byte[count];
        var first = ZonedDateTime.ofInstant(series.start(), zone).toLocalDate();
        var last = ZonedDateTime.ofInstant(series.timeOf(count), zone).toLocalDate();
        var free = Set.copyOf(holidays.between(first.getYear(), last.getYear()));
        for (int i = 0; i < count; i++) {
            var date = ZonedDateTime.ofInstant(series.timeOf(i), zone).toLocalDate();
            classes[i] =
                    free.contains(date) ? SUNDAY : (byte) (date.getDayOfWeek().getValue() - 1);
        }
        return classes;
    }
}
