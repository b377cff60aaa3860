package io.negawatt.plan.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final Reach DAY = new Reach(0, 24);

    @Test
    void the_mix_beats_yesterday_and_last_week_where_there_is_a_pattern() {
        var test = run(Samples.wave(200, 4), 150);
        double mix = test.result("mix").orElseThrow().scores().mae();
        assertThat(mix)
                .isLessThan(
                        0.8 * test.result("yesterday").orElseThrow().scores().mae());
        assertThat(mix)
                .isLessThan(
                        0.8 * test.result("last-week").orElseThrow().scores().mae());
        assertThat(test.reason().toString()).contains(test.best().id());
    }

    @Test
    void the_same_series_gives_the_same_bits() {
        var one = run(Samples.wave(160, 9), 150).result("mix").orElseThrow();
        var two = run(Samples.wave(160, 9), 150).result("mix").orElseThrow();
        assertThat(one.scores()).isEqualTo(two.scores());
        assertThat(one.issues().getLast().values())
                .isDeepEqualTo(two.issues().getLast().values());
    }

    @Test
    void gaps_are_neither_zeros_nor_counted() {
        var full = Samples.wave(160, 6);
        var torn = Samples.hourly(160 * 24, i -> i % 50 < 5 ? Double.NaN : full.raw(i));
        var scores = run(torn, 140).result("mix").orElseThrow().scores();
        assertThat(scores.count()).isEqualTo((int)
                IntStream.range(140 * 24, 160 * 24).filter(i -> i % 50 >= 5).count());
        assertThat(scores.mae())
                .isLessThan(1.5
                        * run(full, 140).result("mix").orElseThrow().scores().mae());
    }

    @Test
    void a_constant_is_forecast_as_itself() {
        assertThat(last(_ -> 42, 60)).allSatisfy(range -> {
            assertThat(range[Quantiles.LOW]).isCloseTo(42, within(1e-6));
            assertThat(range[Quantiles.HIGH]).isCloseTo(42, within(1e-6));
        });
    }

    @Test
    void a_year_of_zeros_is_forecast_as_zeros() {
        assertThat(last(_ -> 0, 365)).allSatisfy(range -> assertThat(range).containsOnly(0));
    }

    @Test
    void a_short_history_leaves_those_that_can_do_with_it() {
        var test = Backtest.run(Samples.wave(12, 1), DAY, new Schedule(10 * 24, 11 * 24 + 1, 24, 7), Forecasters.ALL);
        assertThat(test.result("yesterday")).isPresent();
        assertThat(test.result("last-week")).isPresent();
        assertThat(test.skipped()).containsKeys("ridge-day", "boosted", "theta");
        assertThat(test.skipped().get("theta").toString()).contains("14 days");
    }

    @Test
    void five_minutes_and_a_week_ahead_are_no_special_case() {
        var source = Samples.source(
                Duration.ofMinutes(5), 50 * 288, i -> 10 + Math.sin(2 * Math.PI * i / 288) + 0.1 * Math.cos(i * 0.7));
        var test = Backtest.run(
                source,
                new Reach(0, 288),
                new Schedule(48 * 288, 49 * 288 + 1, 288, 7),
                List.of(Forecasters.named("ridge-day")));
        assertThat(test.results().getFirst().scores().mape()).isLessThan(0.03);
        var week = Backtest.run(
                Samples.wave(120, 8), new Reach(0, 168), new Schedule(100 * 24, 113 * 24, 24, 7), Forecasters.ofMix());
        assertThat(week.result("mix").orElseThrow().issues().getLast().values()).hasDimensions(168, 7);
        assertThat(week.result("mix").orElseThrow().scores().mape()).isLessThan(0.1);
    }

    @Test
    void says_what_drove_it() {
        var drivers = run(Samples.wave(160, 4), 150).result("mix").orElseThrow().drivers();
        assertThat(drivers).isNotEmpty().extracting(Driver::cause).contains("sameTime", "likeDays");
    }

    private static Backtest run(Source source, int fromDay) {
        var schedule = new Schedule(fromDay * 24, source.size() - 23, 24, 7);
        var some = Forecasters.ALL.stream()
                .filter(forecaster -> !(forecaster instanceof Boosted))
                .toList();
        return Backtest.run(source, DAY, schedule, some);
    }

    private static List<double[]> last(IntToDoubleFunction value, int days) {
        var test = run(Samples.hourly(days * 24, value), days - 5);
        assertThat(test.results()).extracting(Backtest.Result::id).contains("mix");
        return List.of(test.result("mix").orElseThrow().issues().getLast().values());
    }
}
