package io.negawatt.plan.advise;

import io.negawatt.core.account.TimeOfUse;
import io.negawatt.core.account.TimeOfUse.Band;
import io.negawatt.core.account.TimeOfUse.Span;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.List;

/** Tariffs for tests. */
final class Bands {
    private Bands() {}

    /** {@return 0.60 by day, from 8 to 22 h UTC, and 0.20 by night} */
    static TimeOfUse dayAndNight() {
        return new TimeOfUse(
                ZoneOffset.UTC,
                List.of(
                        band("day", 0.6, new Span(480, 1320)),
                        band("night", 0.2, new Span(0, 480), new Span(1320, 1440))));
    }

    private static Band band(String name, double perKwh, Span... hours) {
        return new Band(name, perKwh, List.of(Month.values()), List.of(DayOfWeek.values()), List.of(hours));
    }
}
