package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {

    @ParameterizedTest
    @CsvSource({
        "DE, 2019-04-19", "DE, 2019-05-30", "DE, 2019-06-20", "DE, 2024-10-03",
        "US, 2023-11-23", "US, 2023-05-29", "US, 2022-12-26", "US, 2021-09-06",
        "CN, 2024-02-10", "CN, 2025-05-31", "CN, 2024-10-05", "CN, 2026-06-19",
        "GB, 2022-01-03", "GB, 2021-12-28", "GB, 2023-05-01", "GB, 2022-12-27",
        "FR, 2022-07-14", "ES, 2022-10-12", "IT, 2022-06-02", "AU, 2022-04-25"
    })
    void knows_days_that_were_free(String country, LocalDate day) {
        assertThat(Holidays.of(country).between(day.getYear(), day.getYear())).contains(day);
    }

    @ParameterizedTest
    @CsvSource({"DE, 2019-04-18", "US, 2023-11-24", "CN, 2024-02-20", "GB, 2021-12-29", "FR, 2022-10-12"})
    void knows_days_that_were_not(String country, LocalDate day) {
        assertThat(Holidays.of(country).between(day.getYear(), day.getYear())).doesNotContain(day);
    }

    @Test
    void a_country_that_is_not_known_is_refused_with_those_that_are() {
        assertThatThrownBy(() -> Holidays.of("XX"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("DE")
                .hasMessageContaining("CN");
    }
}
