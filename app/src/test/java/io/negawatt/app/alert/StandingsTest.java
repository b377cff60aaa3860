package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StandingsTest {
    /** Ten days into May in Shanghai. */
    private static final Instant NOW = Instant.parse("2024-05-10T16:00:00Z");

    private static final double TEN_DAYS_J = 10 * 86_400 * 1_000.0;
    private static final double MONTH_J = 31 * 86_400 * 1_000.0;

    private final FakeUsage usage = new FakeUsage();
    private final Standings standings = new Standings(usage, usage);

    private Standing of(String measure, String period, double limit, Instant now) throws IOException {
        return standings.of(FakeUsage.budget("b", measure, period, limit), now);
    }

    @Test
    void an_even_load_is_used_evenly() throws IOException {
        var standing = of("energy", "month", MONTH_J, NOW);
        assertThat(standing.span().from()).isEqualTo("2024-04-30T16:00:00Z");
        assertThat(standing.used()).isCloseTo(TEN_DAYS_J, within(1e-3));
        assertThat(standing.dueFraction()).isCloseTo(1, within(1e-9));
        assertThat(standing.burn().orElseThrow().fast()).isCloseTo(1, within(1e-9));
        assertThat(standing.burn().orElseThrow().slow()).isCloseTo(1, within(1e-9));
        assertThat(standing.end().orElseThrow().mid()).isCloseTo(MONTH_J, within(1.0));
        assertThat(standing.exhausted()).isEmpty();
        assertThat(standing.allowedPerS()).isCloseTo(1_000, within(1e-6));
    }

    @Test
    void money_and_carbon_follow_the_energy() throws IOException {
        assertThat(of("money", "month", 1_000, NOW).used()).isCloseTo(TEN_DAYS_J / 3.6e6 * 0.5, within(1e-6));
        assertThat(of("carbon", "month", 1e6, NOW).used()).isCloseTo(TEN_DAYS_J / 3.6e6 * 600, within(1e-3));
        usage.currency = java.util.Optional.empty();
        assertThat(of("money", "week", 1_000, NOW).used()).isNaN();
    }

    @Test
    void a_load_that_doubles_burns_at_two_first_in_the_fast_window() throws IOException {
        long sinceMs = NOW.minusSeconds(3_600).toEpochMilli();
        usage.watts = at -> at >= sinceMs ? 2_000 : 1_000;
        var burn = of("energy", "month", MONTH_J, NOW).burn().orElseThrow();
        assertThat(burn.fast()).isCloseTo(2, within(1e-9));
        assertThat(burn.slow()).isCloseTo(7.0 / 6, within(1e-9));
    }

    @Test
    void a_budget_that_will_not_last_says_when_it_ends() throws IOException {
        usage.watts = _ -> 2_000;
        var standing = of("energy", "month", MONTH_J, NOW);
        assertThat(standing.exhausted())
                .hasValueSatisfying(at -> assertThat(at)
                        .isBetween(Instant.parse("2024-05-16T03:59:00Z"), Instant.parse("2024-05-16T04:01:00Z")));
    }

    @Test
    void power_is_the_highest_quarter_of_an_hour() throws IOException {
        long peakMs = Instant.parse("2024-05-03T08:15:00Z").toEpochMilli();
        usage.watts = at -> at >= peakMs && at < peakMs + 900_000 ? 9_000 : 1_000;
        var standing = of("power", "month", 10_000, NOW);
        assertThat(standing.used()).isCloseTo(9_000, within(1e-6));
        assertThat(standing.level()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void the_gap_ratio_is_missing_time_over_time() throws IOException {
        long sinceMs = NOW.minusSeconds(86_400).toEpochMilli();
        usage.covered = at -> at >= sinceMs ? 0.5 : 1;
        var standing = of("gap_ratio", "month", 0.02, NOW);
        assertThat(standing.used()).isCloseTo(0.05, within(1e-9));
        assertThat(standing.burn().orElseThrow().fast()).isCloseTo(25, within(1e-6));
    }

    @Test
    void energy_per_token_is_sum_over_sum() throws IOException {
        usage.work = new Usage.Work(600, 200);
        assertThat(of("energy_per_token", "day", 2, NOW).level()).isCloseTo(1.5, within(1e-9));
        usage.work = Usage.Work.NONE;
        assertThat(of("energy_per_token", "day", 2, NOW).level()).isZero();
    }

    @Test
    void what_is_kept_gives_the_same_figures_as_asking_anew() throws IOException {
        for (int i = 0; i < 200; i++) {
            var now = NOW.plusSeconds(60L * 7 * i);
            var anew = new Standings(usage, usage).of(FakeUsage.budget("b", "energy", "month", MONTH_J), now);
            assertThat(of("energy", "month", MONTH_J, now).used()).isCloseTo(anew.used(), within(1e-3));
        }
    }
}
