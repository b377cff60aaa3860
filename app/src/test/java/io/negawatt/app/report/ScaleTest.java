package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @Test
    void logarithmicAxisEndsOnRoundValuesAroundItsContent() {
        var scale = Scale.logarithmic(0.05, 21);
        assertThat(scale.ticks()).containsExactly(0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0);
        assertThat(scale.at(0.03)).isZero();
        assertThat(scale.at(30)).isEqualTo(1);
        assertThat(scale.at(0.3)).isCloseTo(1.0 / 3, within(0.01));
    }

    @Test
    void oneValueAloneStillHasAnAxis() {
        var scale = Scale.logarithmic(10, 10);
        assertThat(scale.to()).isGreaterThan(scale.from());
    }

    @ParameterizedTest
    @CsvSource({"23.6,4,30", "4,4,4", "0.0017,4,0.002", "9.9,4,10"})
    void linearAxisEndsOnARoundValueOfAtLeastItsContent(double most, int ticks, double end) {
        assertThat(Scale.upTo(most, ticks).to()).isCloseTo(end, within(1e-9));
    }

    @Test
    void anAxisBetweenTwoValuesBeginsAndEndsOnRoundOnesAroundThem() {
        var scale = Scale.between(2.43, 3.47, 6);
        assertThat(scale.from()).isCloseTo(2.4, within(1e-9));
        assertThat(scale.to()).isCloseTo(3.6, within(1e-9));
        assertThat(scale.ticks()).hasSize(7);
        assertThat(Scale.between(1, 1, 6).to()).isGreaterThan(1);
    }

    @Test
    void valuesBeyondTheEndsStayThere() {
        assertThat(Scale.upTo(10, 4).at(99)).isEqualTo(1);
        assertThat(Scale.logarithmic(1, 10).at(0)).isZero();
        assertThat(Scale.logarithmic(1, 10).at(Double.POSITIVE_INFINITY)).isEqualTo(1);
    }
}
