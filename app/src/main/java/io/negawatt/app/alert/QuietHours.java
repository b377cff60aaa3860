package io.negawatt.app.alert;

import io.negawatt.core.text.BadInputException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Hours in which nobody is to be woken. Alerts are raised all the same and stand on the page; those outside are told when the hours are
 * over, if the alert still lasts. What is {@code bad} comes through unless {@code alsoBad}.
 *
 * @param from start by the clock of the site, such as {@code 22:00}, inclusive
 * @param to end, exclusive; not after {@code from} where it is on the next day, the same for a whole day
 * @param days days on which they start, such as {@code saturday}; empty for every day
 * @param alsoBad whether they hold for what is bad too
 */
record QuietHours(String from, String to, List<String> days, boolean alsoBad) {

    QuietHours {
        days = List.copyOf(days);
        time(from);
        time(to);
        days.forEach(QuietHours::day);
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException e) {
            throw new BadInputException(io.negawatt.core.text.Message.of("alert.bad.time", text), e);
        }
    }

    private static DayOfWeek day(String text) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).equals(text)) {
                return day;
            }
        }
        throw BadInputException.of("alert.bad.day", text);
    }

    private Set<DayOfWeek> starts() {
        var starts = new ArrayList<DayOfWeek>();
        days.forEach(it -> starts.add(day(it)));
        return starts.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(starts);
    }

    /** {@return whether an alert of this severity has to wait at {@code at}} */
    boolean hold(String severity, ZonedDateTime at) {
        return (alsoBad || !severity.equals("bad")) && covers(at);
    }

    /** {@return whether the hours cover {@code at}} */
    boolean covers(ZonedDateTime at) {
        var time = at.toLocalTime();
        var start = time(from);
        var end = time(to);
        var starts = starts();
        boolean today = starts.contains(at.getDayOfWeek());
        if (start.isBefore(end)) {
            return today && !time.isBefore(start) && time.isBefore(end);
        }
        boolean sinceYesterday = starts.contains(at.getDayOfWeek().minus(1)) && time.isBefore(end);
        return (today && !time.isBefore(start)) || sinceYesterday;
    }
}
