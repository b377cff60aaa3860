package io.negawatt.app.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossChartTest {
    private static final double ROOM = 0.052;

    @Test
    void labelsWithRoomStayWhereTheirLinesEnd() {
        double[] wanted = {0.1, 0.4, 0.8};
        assertThat(LossChart.spread(wanted)).containsExactly(wanted, within(1e-12));
    }

    @Test
    void labelsThatWouldOverlapMoveApartAndStayInThePicture() {
        double[] places = LossChart.spread(new double[] {0.5, 0.97, 0.98, 0.98, 1.0});
        assertThat(places[0]).isEqualTo(0.5);
        assertThat(places[4]).isLessThanOrEqualTo(1);
        for (int i = 1; i < places.length; i++) {
            assertThat(places[i] - places[i - 1]).isGreaterThanOrEqualTo(ROOM - 1e-12);
        }
    }
}
