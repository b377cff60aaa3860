package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OutlookTest {
    private static final int WEEK = 168;

    /** Higher on weekdays and in the daytime; hour 0 is Monday, 0:00. */
    private static double load(int hour) {
        int day = hour / 24 % 7;
        int time = hour % 24;
        return 100 + (day < 5 && time >= 8 && time < 18 ? 80 : 0);
    }

    private static double[] history(int hours, double noise, SplittableRandom random) {
        var hourly = new double[hours];
        for (int i = 0; i < hours; i++) {
            hourly[i] = load(i) * (1 + (noise == 0 ? 0 : random.nextGaussian() * noise));
        }
        return hourly;
    }

    @Test
    void a_load_that_repeats_itself_is_foreseen_to_the_hour() {
        double[] hourly = history(4 * WEEK, 0, new SplittableRandom(1));
        double rest = 0;
        for (int i = 0; i < 100; i++) {
            rest += load(i);
        }
        var end = Outlook.of(1_000, hourly, 100.5).orElseThrow();
        assertThat(end.mid()).isCloseTo(1_000 + rest + 0.5 * load(100), within(1e-6));
        assertThat(end.low()).isLessThan(end.mid());
        assertThat(end.high()).isGreaterThan(end.mid());
    }

    @Test
    void nine_of_ten_ends_lie_in_the_range() {
        int inside = 0;
        int cases = 300;
        for (int seed = 0; seed < cases; seed++) {
            var random = new SplittableRandom(seed);
            var all = new double[6 * WEEK];
            for (int day = 0; day < all.length / 24; day++) {
                double factor = 1 + 0.15 * random.nextGaussian();
                for (int hour = 24 * day; hour < 24 * day + 24; hour++) {
                    all[hour] = load(hour) * factor;
                }
            }
            var end = Outlook.of(0, Arrays.copyOf(all, 4 * WEEK), 10 * 24).orElseThrow();
            double truth = Arrays.stream(all, 4 * WEEK, 4 * WEEK + 240).sum();
            inside += truth >= end.low() && truth <= end.high() ? 1 : 0;
        }
        assertThat(inside / (double) cases).isBetween(0.80, 0.97);
    }

    @Test
    void little_history_says_little() {
        var hourly = new double[4 * WEEK];
        Arrays.fill(hourly, Double.NaN);
        Arrays.fill(hourly, 4 * WEEK - 23, 4 * WEEK, 5);
        assertThat(Outlook.of(0, hourly, 100)).isEmpty();
        hourly[4 * WEEK - 24] = 5;
        var end = Outlook.of(0, hourly, 100).orElseThrow();
        assertThat(end.mid()).isCloseTo(500, within(1e-9));
        assertThat(end.high() - end.low()).isGreaterThan(200);
    }

    @Test
    void at_the_end_there_is_nothing_left_to_foresee() {
        var end = Outlook.of(42, history(4 * WEEK, 0.1, new SplittableRandom(2)), 0)
                .orElseThrow();
        assertThat(end.low()).isEqualTo(42);
        assertThat(end.mid()).isEqualTo(42);
        assertThat(end.high()).isEqualTo(42);
    }
}
