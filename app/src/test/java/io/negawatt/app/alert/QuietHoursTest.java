package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static ZonedDateTime at(String local) {
        return ZonedDateTime.of(java.time.LocalDateTime.parse(local), BERLIN);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-06T21:59, false",
        "2024-05-06T22:00, true",
        "2024-05-07T06:59, true",
        "2024-05-07T07:00, false",
        // The night in which the clock goes forward, and that in which it goes back.
        "2024-03-31T01:59, true",
        "2024-03-31T03:00, true",
        "2024-10-27T02:30, true",
        "2024-10-27T07:00, false",
    })
    void a_night_reaches_over_midnight(String time, boolean quiet) {
        assertThat(new QuietHours("22:00", "07:00", List.of(), false).covers(at(time)))
                .isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-05-03T23:00, true", // Friday
        "2024-05-04T03:00, true", // the night that began on Friday
        "2024-05-04T23:00, false",
        "2024-05-03T03:00, false",
    })
    void a_night_belongs_to_the_day_on_which_it_begins(String time, boolean quiet) {
        assertThat(new QuietHours("22:00", "07:00", List.of("friday"), false).covers(at(time)))
                .isEqualTo(quiet);
    }

    @ParameterizedTest
    @CsvSource({"2024-05-05T00:00, true", "2024-05-05T23:59, true", "2024-05-06T00:00, false", "2024-05-04T23:59, false"
    })
    void a_whole_day_ends_with_it(String time, boolean quiet) {
        assertThat(new QuietHours("00:00", "00:00", List.of("sunday"), false).covers(at(time)))
                .isEqualTo(quiet);
    }

    @Test
    void what_is_bad_comes_through_unless_told_otherwise() {
        var night = at("2024-05-06T23:00");
        assertThat(new QuietHours("22:00", "07:00", List.of(), false).hold("warn", night))
                .isTrue();
        assertThat(new QuietHours("22:00", "07:00", List.of(), false).hold("bad", night))
                .isFalse();
        assertThat(new QuietHours("22:00", "07:00", List.of(), true).hold("bad", night))
                .isTrue();
    }

    @Test
    void a_time_or_day_that_is_none_is_said() {
        assertThatThrownBy(() -> new QuietHours("25:00", "07:00", List.of(), false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("25:00");
        assertThatThrownBy(() -> new QuietHours("22:00", "07:00", List.of("caturday"), false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("caturday");
    }
}
