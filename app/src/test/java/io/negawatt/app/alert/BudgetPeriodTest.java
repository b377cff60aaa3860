package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "day, 2024-03-31T12:00:00Z, 2024-03-30T23:00:00Z, 2024-03-31T22:00:00Z",
        "week, 2024-05-12T12:00:00Z, 2024-05-05T22:00:00Z, 2024-05-12T22:00:00Z",
        "month, 2024-03-31T22:30:00Z, 2024-03-31T22:00:00Z, 2024-04-30T22:00:00Z",
        "quarter, 2024-06-30T21:59:59Z, 2024-03-31T22:00:00Z, 2024-06-30T22:00:00Z",
        "year, 2024-12-31T23:00:00Z, 2024-12-31T23:00:00Z, 2025-12-31T23:00:00Z",
    })
    void periods_follow_the_calendar_of_the_site(String period, Instant at, Instant from, Instant to) {
        var span = BudgetPeriod.of(period).at(at, BERLIN);
        assertThat(span.from()).isEqualTo(from);
        assertThat(span.to()).isEqualTo(to);
    }

    @Test
    void the_day_on_which_the_clock_goes_forward_has_23_hours() {
        var span = BudgetPeriod.DAY.at(Instant.parse("2024-03-31T12:00:00Z"), BERLIN);
        assertThat(span.lengthS()).isEqualTo(23 * 3_600);
        assertThat(span.elapsed(Instant.parse("2024-03-31T10:30:00Z"))).isCloseTo(0.5, within(1e-12));
    }
}
