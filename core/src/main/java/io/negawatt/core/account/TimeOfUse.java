package io.negawatt.core.account;

import io.negawatt.core.series.StepSeries;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Prices by bands of the clock, such as critical peak, peak, flat and valley, on the clock of the tariff's own time zone.
 * When that clock is put forward, the hour that does not exist costs nothing; when it is put back, the hour that comes twice
 * is paid twice.
 *
 * @param zone time zone in which the bands are told
 * @param bands together they hold every quarter of an hour of every month and weekday exactly once
 */
public record TimeOfUse(ZoneId zone, List<Band> bands) implements Tariff.Price {
    /** Bands change on full quarters of an hour, as meters for billing do. */
    public static final int SLOT_MINUTES = 15;

    private static final int MINUTES_PER_DAY = 24 * 60;

    /** @throws IllegalArgumentException if some time has no band or more than one, see {@link #fault} */
    public TimeOfUse {
        bands = List.copyOf(bands);
        fault(bands).ifPresent(fault -> {
            throw new IllegalArgumentException("a tariff needs one band at each time, but has " + fault);
        });
    }

    /**
     * A price and when it holds: in these months, on these weekdays, within these hours.
     *
     * @param name what a person calls it, such as {@code peak}
     * @param perKwh price of a kilowatt-hour, at least 0
     */
    public record Band(String name, double perKwh, List<Month> months, List<DayOfWeek> days, List<Span> hours) {
        public Band {
            months = List.copyOf(months);
            days = List.copyOf(days);
            hours = List.copyOf(hours);
        }

        private long spansAt(Month month, DayOfWeek day, int minute) {
            return months.contains(month) && days.contains(day)
                    ? hours.stream()
                            .filter(span -> span.fromMinute <= minute && minute < span.toMinute)
                            .count()
                    : 0;
        }
    }

    /** A part of a day, in minutes since midnight: from 0, before 1440, both on full quarters of an hour. */
    public record Span(int fromMinute, int toMinute) {
        public Span {
            if (fromMinute < 0
                    || toMinute > MINUTES_PER_DAY
                    || fromMinute >= toMinute
                    || fromMinute % SLOT_MINUTES != 0
                    || toMinute % SLOT_MINUTES != 0) {
                throw new IllegalArgumentException("no part of a day: minute %d to %d".formatted(fromMinute, toMinute));
            }
        }
    }

    /**
     * A time that has no price or several.
     *
     * @param minute minutes since midnight
     * @param bands names of the bands that hold then; empty where none does
     */
    public record Fault(Month month, DayOfWeek day, int minute, List<String> bands) {}

    /** {@return the first time of the year that does not have exactly one band} */
    public static Optional<Fault> fault(List<Band> bands) {
        for (var month : Month.values()) {
            for (var day : DayOfWeek.values()) {
                for (int minute = 0; minute < MINUTES_PER_DAY; minute += SLOT_MINUTES) {
                    int at = minute;
                    var holding = bands.stream()
                            .flatMap(band ->
                                    Collections.nCopies((int) band.spansAt(month, day, at), band.name()).stream())
                            .toList();
                    if (holding.size() != 1) {
                        return Optional.of(new Fault(month, day, minute, holding));
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public StepSeries.Mean over(Instant from, Instant to) {
        return new StepSeries.Mean(at(from).perKwh(), 1);
    }

    /** {@return the band that holds at that moment} */
    public Band at(Instant moment) {
        var local = ZonedDateTime.ofInstant(moment, zone);
        int minute = local.getHour() * 60 + local.getMinute();
        return bands.stream()
                .filter(band -> band.spansAt(local.getMonth(), local.getDayOfWeek(), minute) > 0)
                .findFirst()
                .orElseThrow();
    }
}
