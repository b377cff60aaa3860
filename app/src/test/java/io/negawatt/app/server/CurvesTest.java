package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesSteps;
import io.negawatt.app.live.Window;
import io.negawatt.core.meter.Tier;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A sum that lacks a part is none, unless the part is too small to tell. */
class CurvesTest {
    private static final Window WINDOW = new Window(0, 4_000, 1_000);
    private static final double LOST = Double.NaN;

    private final Curves curves = new Curves(WINDOW, key -> key);

    @Test
    void sums_by_step() {
        add(100, 100, 100, 100);
        add(1, 2, 3, 4);

        assertThat(values()).containsExactly(101, 102, 103, 104);
        assertThat(curves.total()).containsExactly(101, 102, 103, 104);
    }

    @Test
    void the_gap_of_one_is_a_gap_of_the_sum() {
        add(100, 100, 100, 100);
        add(10, LOST, 10, 10);

        assertThat(values()).containsExactly(110, LOST, 110, 110);
        assertThat(curves.total()).containsExactly(110, LOST, 110, 110);
    }

    @Test
    void a_gap_that_nobody_could_see_hides_nothing() {
        add(1000, 1000, 1000, 1000);
        add(9, LOST, 9, 9);

        assertThat(values()).containsExactly(1009, 1000, 1009, 1009);
    }

    @Test
    void many_small_gaps_are_one_that_can_be_seen() {
        add(1000, 1000, 1000, 1000);
        add(9, LOST, 9, 9);
        add(9, LOST, 9, 9);

        assertThat(values()[1]).isNaN();
    }

    @Test
    void what_comes_later_or_goes_lacks_nothing() {
        add(100, 100, 100, 100);
        add(LOST, 10, 10, LOST);

        assertThat(values()).containsExactly(100, 110, 110, 100);
    }

    @Test
    void nothing_is_no_zero() {
        add(LOST, LOST, 5, LOST);

        assertThat(values()).containsExactly(LOST, LOST, 5, LOST);
    }

    private double[] values() {
        return curves.values("compute").orElseThrow();
    }

    private void add(double... watts) {
        curves.add("compute", Tier.METERED, new Given(watts));
    }

    /** A series that draws so many watts in each step; NaN where it says nothing. */
    private record Given(double[] watts) implements SeriesSteps {
        @Override
        public Series series() {
            return Names.power("", Names.POWER, 1_000, Map.of());
        }

        @Override
        public Window window() {
            return WINDOW;
        }

        @Override
        public long count(int step) {
            return Double.isNaN(watts[step]) ? 0 : 1;
        }

        @Override
        public double min(int step) {
            return watts[step];
        }

        @Override
        public double max(int step) {
            return watts[step];
        }

        @Override
        public double mean(int step) {
            return watts[step];
        }

        @Override
        public double last(int step) {
            return watts[step];
        }

        @Override
        public long amountMicro(int step) {
            return Double.isNaN(watts[step]) ? 0 : Math.round(watts[step] * 1e6);
        }

        @Override
        public long bridgedMicro(int step) {
            return 0;
        }

        @Override
        public long coveredMs(int step) {
            return Double.isNaN(watts[step]) ? 0 : 1_000;
        }
    }
}
