package io.negawatt.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.account.PowerCurve.Line;
import io.negawatt.core.meter.Component;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final Stack STACK = Stack.of(new PowerCurve(
            SampleAccounts.START,
            1,
            List.of(
                    new Line(Component.STORE, List.of(1.0, 1.0, 1.0)),
                    new Line(Component.COMPUTE, List.of(10.0, Double.NaN, 30.0)),
                    new Line(Component.OTHER, List.of(0.0, 0.0, 0.0))),
            List.of()));

    @Test
    void computeLiesBelowAndWhatIsAlwaysZeroIsLeftOut() {
        assertThat(STACK.lines()).extracting(Line::component).containsExactly(Component.COMPUTE, Component.STORE);
        assertThat(STACK.below(1, 0)).isEqualTo(10);
    }

    @Test
    void gapCountsNeitherForMeanNorForPeak() {
        assertThat(STACK.gaps()).containsExactly(false, true, false);
        assertThat(STACK.meanW().orElseThrow()).isCloseTo(21, within(1e-12));
        assertThat(STACK.peakStep()).isEqualTo(2);
        assertThat(STACK.total(1)).isEqualTo(1);
    }
}
