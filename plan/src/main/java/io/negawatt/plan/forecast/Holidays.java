package io.negawatt.plan.forecast;

import io.negawatt.core.text.BadInputException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days on which a country uses electricity as on a Sunday, by the rules of its law, so that no list must be kept up.
 *
 * <p>Days that only a part of a country keeps are in where that part is large. China's days off are arranged anew every year by
 * exchange with weekends; the week from the eve of the Spring Festival and that from October 1 stand for them.
 *
 * @param country its ISO 3166 code; that of {@link #NONE} is no country
 * @param zone the clock by which most of the country lives
 * @param ofYear the days of a year
 */
public record Holidays(String country, ZoneId zone, IntFunction<List<LocalDate>> ofYear) {
    /** No day is a holiday; days are those of UTC. */
    public static final Holidays NONE = new Holidays("none", ZoneId.of("UTC"), _ -> List.of());

    public static final List<Holidays> ALL = List.of(
            NONE,
            // Days of all states, https://www.gesetze-im-internet.de/einigvtr/art_2.html and the states' laws.
            of(
                    "DE",
                    "Europe/Berlin",
                    year -> days(
                            year, "01-01 05-01 10-03 10-31 11-01 12-24 12-25 12-26 12-31", -2, 0, 1, 39, 49, 50, 60)),
            // The additional off-peak days of the North American Electric Reliability Corporation.
            of("US", "America/New_York", Holidays::unitedStates),
            // State Council decree on public holidays and memorial days, as revised in 2024.
            of("CN", "Asia/Shanghai", Holidays::china),
            // Code du travail, article L3133-1.
            of("FR", "Europe/Paris", year -> days(year, "01-01 05-01 05-08 07-14 08-15 11-01 11-11 12-25", 1, 39, 50)),
            // Banking and Financial Dealings Act 1971, England and Wales.
            of("GB", "Europe/London", Holidays::britain),
            // Estatuto de los Trabajadores, article 37.2, and Real Decreto 2001/1983, article 45.
            of("ES", "Europe/Madrid", year -> days(year, "01-01 01-06 05-01 08-15 10-12 11-01 12-06 12-08 12-25", -2)),
            // Legge 27 maggio 1949, n. 260.
            of(
                    "IT",
                    "Europe/Rome",
                    year -> days(year, "01-01 01-06 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26", 0, 1)),
            // National Employment Standards, Fair Work Act 2009, section 115.
            of("AU", "Australia/Sydney", year -> days(year, "01-01 01-26 04-25 12-25 12-26", -2, -1, 0, 1)));

    private static Holidays of(String country, String zone, IntFunction<List<LocalDate>> ofYear) {
        return new Holidays(country, ZoneId.of(zone), ofYear);
    }

    /**
     * {@return the holidays of a country}
     *
     * @throws BadInputException where its rules are not known
     */
    public static Holidays of(String country) {
        return ALL.stream()
                .filter(holidays -> holidays.country.equalsIgnoreCase(country))
                .findFirst()
                .orElseThrow(() -> BadInputException.of("forecast.bad.country", country, countries()));
    }

    private static String countries() {
        return ALL.stream()
                .map(holidays -> holidays.country.toUpperCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** {@return the holidays by date of the years from {@code first} to {@code last}} */
    List<LocalDate> between(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(year -> ofYear.apply(year).stream())
                .sorted()
                .distinct()
                .toList();
    }

    private static List<LocalDate> days(int year, String fixed, int... fromEaster) {
        var easter = easter(year);
        return Stream.concat(
                        Stream.of(fixed.split(" ")).map(day -> LocalDate.parse(year + "-" + day)),
                        IntStream.of(fromEaster).mapToObj(easter::plusDays))
                .toList();
    }

    /** Easter Sunday of the Gregorian calendar by the method of Meeus, Jones and Butcher. */
    static LocalDate easter(int year) {
        int golden = year % 19;
        int century = year / 100;
        int rest = year % 100;
        int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
        int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
        int correction = (golden + 11 * epact + 22 * weekday) / 451;
        int sum = epact + weekday - 7 * correction + 114;
        return LocalDate.of(year, sum / 31, sum % 31 + 1);
    }

    private static List<LocalDate> unitedStates(int year) {
        return List.of(
                offSunday(LocalDate.of(year, 1, 1)),
                last(year, 5, DayOfWeek.MONDAY),
                offSunday(LocalDate.of(year, 7, 4)),
                nth(year, 9, 1, DayOfWeek.MONDAY),
                nth(year, 11, 4, DayOfWeek.THURSDAY),
                offSunday(LocalDate.of(year, 12, 25)));
    }

    /** What falls on a Sunday is kept on the Monday after. */
    private static LocalDate offSunday(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SUNDAY ? day.plusDays(1) : day;
    }

    private static List<LocalDate> britain(int year) {
        var easter = easter(year);
        var christmas = weekdayFrom(LocalDate.of(year, 12, 25));
        var boxing = weekdayFrom(LocalDate.of(year, 12, 26));
        return List.of(
                weekdayFrom(LocalDate.of(year, 1, 1)),
                easter.minusDays(2),
                easter.plusDays(1),
                nth(year, 5, 1, DayOfWeek.MONDAY),
                last(year, 5, DayOfWeek.MONDAY),
                last(year, 8, DayOfWeek.MONDAY),
                LocalDate.of(year, 12, 25),
                LocalDate.of(year, 12, 26),
                christmas,
                // Two days on one weekend are free on the Monday and the Tuesday after it.
                boxing.equals(christmas) ? boxing.plusDays(1) : boxing);
    }

    /** What falls on a weekend is kept on the Monday after. */
    private static LocalDate weekdayFrom(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.plusDays(2);
            case SUNDAY -> day.plusDays(1);
            case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
        };
    }

    private static List<LocalDate> china(int year) {
        var spring = ChineseCalendar.springFestival(year);
        var weeks = Stream.of(spring.minusDays(1), LocalDate.of(year, 10, 1))
                .flatMap(first -> first.datesUntil(first.plusDays(7)));
        var single = Stream.of(
                LocalDate.of(year, 1, 1),
                ChineseCalendar.qingming(year),
                LocalDate.of(year, 5, 1),
                LocalDate.of(year, 5, 2),
                ChineseCalendar.dragonBoat(year),
                ChineseCalendar.midAutumn(year));
        return Stream.concat(single, weeks).toList();
    }

    private static LocalDate nth(int year, int month, int n, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
    }

    private static LocalDate last(int year, int month, DayOfWeek day) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.lastInMonth(day));
    }
}
