package io.negawatt.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({
        "12.7, 4, 12.70",
        "12.5, 4, 12.50",
        "5, 3, 5.00",
        "612, 3, 612",
        "999.96, 3, 1000",
        "999.96, 4, 1000",
        "999.96, 5, 999.96",
        "0.99996, 3, 1.00",
        "45724, 3, 45700",
        "0.0125, 3, 0.0125",
        "-0.0125, 2, −0.013",
        "-1e-9, 3, −1.00e−9",
        "0.000001, 3, 0.00000100",
        "9.999e-7, 3, 0.00000100",
        "9.99e-7, 3, 9.99e−7",
        "1.23456e14, 3, 123000000000000",
        "1e15, 3, 1.00e15",
        "1.7976931348623157e308, 3, 1.80e308",
        "4.9e-324, 3, 4.94e−324",
        "2e21, 1, 2e21",
        "0, 3, 0",
        "-0.0, 3, 0",
        "NaN, 3, —",
        "Infinity, 3, —",
    })
    void writesSignificantDigits(double value, int digits, String text) {
        assertThat(Numbers.significant(value, digits)).isEqualTo(text);
    }

    @Test
    void writesFixedDecimals() {
        assertThat(Numbers.fixed(12.7, 2)).isEqualTo("12.70");
        assertThat(Numbers.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Numbers.fixed(-3.456, 1)).isEqualTo("−3.5");
        assertThat(Numbers.fixed(Double.NaN, 1)).isEqualTo("—");
    }
}
