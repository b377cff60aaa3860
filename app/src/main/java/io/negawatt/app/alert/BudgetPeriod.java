package io.negawatt.app.alert;

import io.negawatt.core.text.BadInputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How often a budget begins anew, by the calendar of the site. Weeks begin on Monday. */
enum BudgetPeriod {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    private static final int MONTHS_A_QUARTER = 3;

    /** A period, from its first instant to that of the next one. */
    record Span(Instant from, Instant to) {
        double lengthS() {
            return seconds(from, to);
        }

        /** {@return part of it that is over} */
        double elapsed(Instant now) {
            return Math.clamp(seconds(from, now) / lengthS(), 0.0, 1.0);
        }

        static double seconds(Instant from, Instant to) {
            return java.time.Duration.between(from, to).toMillis() / 1e3;
        }
    }

    /** {@return the period that {@code at} lies in} */
    Span at(Instant at, ZoneId clock) {
        var first = first(at.atZone(clock).toLocalDate());
        return new Span(
                first.atStartOfDay(clock).toInstant(),
                next(first).atStartOfDay(clock).toInstant());
    }

    private LocalDate first(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % MONTHS_A_QUARTER);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private LocalDate next(LocalDate first) {
        return switch (this) {
            case DAY -> first.plusDays(1);
            case WEEK -> first.plusWeeks(1);
            case MONTH -> first.plusMonths(1);
            case QUARTER -> first.plusMonths(MONTHS_A_QUARTER);
            case YEAR -> first.plusYears(1);
        };
    }

    /** {@return the name in files, such as {@code month}} */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static BudgetPeriod of(String id) {
        return Arrays.stream(values())
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "alert.bad.period",
                        id,
                        Arrays.stream(values()).map(BudgetPeriod::id).collect(Collectors.joining(", "))));
    }
}
