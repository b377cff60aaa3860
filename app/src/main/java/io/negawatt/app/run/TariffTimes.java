package io.negawatt.app.run;

import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.account.TimeOfUse.Span;
import java.time.DayOfWeek;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads months, weekdays and hours of a tariff: single ones, ranges that may go past the end of their circle, and lists. */
final class TariffTimes {
    private static final Pattern HOURS = Pattern.compile("(\\d\\d):(\\d\\d)\\s*-\\s*(\\d\\d):(\\d\\d)");
    private static final int MIDNIGHT = 24 * 60;

    private TariffTimes() {}

    static List<Month> months(YamlTree value) {
        return circle(value, "months", Month.values(), month -> String.valueOf(month.getValue()));
    }

    static List<DayOfWeek> days(YamlTree value) {
        return circle(value, "days", DayOfWeek.values(), TariffTimes::name);
    }

    /** {@return the weekday as it is written, such as {@code mon}} */
    static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static <T extends Comparable<T>> List<T> circle(
            YamlTree value, String bad, T[] all, Function<T, String> name) {
        var names = Arrays.stream(all).map(name).toList();
        var found = new ArrayList<T>();
        for (String item : value.texts()) {
            String[] ends = item.split("-", -1);
            int first = names.indexOf(ends[0].strip());
            int last = names.indexOf(ends[ends.length - 1].strip());
            if (ends.length > 2 || first < 0 || last < 0) {
                throw value.bad(bad, item);
            }
            int count = Math.floorMod(last - first, all.length) + 1;
            for (int i = 0; i < count; i++) {
                found.add(all[(first + i) % all.length]);
            }
        }
        return found.stream().distinct().sorted().toList();
    }

    /** {@return parts of a day; one past midnight is two of the same day} */
    static List<Span> hours(YamlTree value) {
        var spans = new ArrayList<Span>();
        for (String item : value.texts()) {
            var match = HOURS.matcher(item);
            if (!match.matches()) {
                throw value.bad("hours", item);
            }
            int from = minute(match.group(1), match.group(2));
            int to = minute(match.group(3), match.group(4));
            if (from < 0 || to < 0 || from == to || from == MIDNIGHT) {
                throw value.bad("hours", item);
            }
            if (from < to) {
                spans.add(new Span(from, to));
            } else {
                spans.add(new Span(from, MIDNIGHT));
                if (to > 0) {
                    spans.add(new Span(0, to));
                }
            }
        }
        return List.copyOf(spans);
    }

    /** {@return minutes since midnight; −1 where there is no such time on a full quarter of an hour} */
    private static int minute(String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        boolean is = Integer.parseInt(minute) < 60 && minutes <= MIDNIGHT && minutes % TimeOfUse.SLOT_MINUTES == 0;
        return is ? minutes : -1;
    }
}
