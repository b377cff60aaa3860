package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseCalendarTest {

    /** Dates as the State Council announced them; 2020, 2023 and 2025 have a leap month. */
    @ParameterizedTest
    @CsvSource({
        "2019, 2019-02-05, 2019-04-05, 2019-06-07, 2019-09-13",
        "2020, 2020-01-25, 2020-04-04, 2020-06-25, 2020-10-01",
        "2021, 2021-02-12, 2021-04-04, 2021-06-14, 2021-09-21",
        "2022, 2022-02-01, 2022-04-05, 2022-06-03, 2022-09-10",
        "2023, 2023-01-22, 2023-04-05, 2023-06-22, 2023-09-29",
        "2024, 2024-02-10, 2024-04-04, 2024-06-10, 2024-09-17",
        "2025, 2025-01-29, 2025-04-04, 2025-05-31, 2025-10-06"
    })
    void festivals_fall_on_their_days(
            int year, LocalDate spring, LocalDate qingming, LocalDate dragon, LocalDate moon) {
        assertThat(ChineseCalendar.springFestival(year)).isEqualTo(spring);
        assertThat(ChineseCalendar.qingming(year)).isEqualTo(qingming);
        assertThat(ChineseCalendar.dragonBoat(year)).isEqualTo(dragon);
        assertThat(ChineseCalendar.midAutumn(year)).isEqualTo(moon);
    }
}
