package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.alert.AlertBook.Alert;
import io.negawatt.core.text.Lang;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AlertBookTest {
    private static final Instant NOW = Instant.parse("2024-05-10T16:00:00Z");

    private final AlertBook book = new AlertBook(List.of());

    private static Standing standing(String measure, double level, double fast, double slow) {
        var budget = FakeUsage.budget("b1", measure, "month", 1e9);
        var span = BudgetPeriod.MONTH.at(NOW, FakeUsage.SHANGHAI);
        return new Standing(
                budget, span, NOW, level * 1e9, level, Optional.of(new BurnRate(fast, slow)), Optional.empty());
    }

    private List<AlertBook.Change> look(Standing standing) {
        return book.look(List.of(standing), NOW, FakeUsage.SHANGHAI);
    }

    private List<Alert> lasting() {
        return book.all().stream().filter(Alert::lasts).toList();
    }

    @Test
    void no_alert_is_raised_twice() {
        assertThat(look(standing("energy", 1.01, 1, 1))).hasSize(1);
        for (int i = 0; i < 100; i++) {
            assertThat(look(standing("energy", 1.01 + i / 100.0, 1, 1))).isEmpty();
        }
        assertThat(book.all()).hasSize(1);
        var again = new AlertBook(book.all().reversed());
        assertThat(again.look(List.of(standing("energy", 1.2, 1, 1)), NOW, FakeUsage.SHANGHAI))
                .isEmpty();
    }

    @Test
    void a_figure_that_wavers_about_its_limit_raises_one_alert() {
        var random = new SplittableRandom(1);
        int raised = 0;
        int ended = 0;
        for (int i = 0; i < 1_000; i++) {
            for (var change : look(standing("power", 1 + random.nextDouble(-0.025, 0.025), 0, 0))) {
                boolean limit = change.alert().rule().equals("limit");
                raised += limit && change.raised() ? 1 : 0;
                ended += limit && !change.raised() ? 1 : 0;
            }
        }
        assertThat(raised).isEqualTo(1);
        assertThat(ended).isZero();
        look(standing("power", 0.5, 0, 0));
        assertThat(lasting()).isEmpty();
        look(standing("power", 1, 0, 0));
        assertThat(lasting()).hasSize(1);
    }

    @Test
    void a_burn_needs_both_windows_and_ends_with_the_fast_one() {
        assertThat(look(standing("energy", 0.4, 5, 1.9))).isEmpty();
        assertThat(look(standing("energy", 0.4, 1.9, 5))).isEmpty();
        assertThat(look(standing("energy", 0.4, 2.1, 2.2))).hasSize(1);
        assertThat(look(standing("energy", 0.4, 1.6, 2.2))).isEmpty();
        assertThat(look(standing("energy", 0.4, 1.4, 2.1))).hasSize(1);
        assertThat(lasting()).isEmpty();
    }

    @Test
    void a_burn_that_the_rest_of_the_period_bears_is_no_alarm() {
        assertThat(look(standing("energy", 0.01, 1.1, 1.1))).isEmpty();
        assertThat(standing("energy", 0.01, 1.2, 1.2).exhausted()).isEmpty();
        assertThat(standing("energy", 0.5, 2.2, 2.2).exhausted()).isPresent();
    }

    @Test
    void what_nobody_knows_raises_nothing_and_ends_nothing() {
        look(standing("energy", 1.01, 1, 1));
        var unknown = standing("energy", Double.NaN, 1, 1);
        assertThat(look(unknown)).isEmpty();
        assertThat(lasting()).hasSize(1);
    }

    @Test
    void every_alert_says_what_happened_and_what_to_do_in_both_languages() {
        for (var measure : BudgetMeasure.values()) {
            for (var rule : Rule.ALL) {
                var standing = standing(measure.id(), 0.95, 3, 3);
                var detail = AlertTexts.detail(rule, standing, FakeUsage.SHANGHAI);
                boolean fits = (rule != Rule.BURN && rule != Rule.FORECAST) || measure.isFlow();
                boolean near = rule != Rule.NEAR || !measure.isFlow();
                if (fits && near) {
                    assertThat(detail.in(Lang.EN)).contains("Do: ");
                    assertThat(detail.in(Lang.ZH)).contains("建议：");
                    assertThat(AlertTexts.title(rule, standing).in(Lang.ZH)).startsWith("search：");
                }
            }
        }
    }

    @Test
    void an_alert_that_somebody_looks_after_stays_until_it_is_over() {
        look(standing("energy", 1.01, 1, 1));
        long number = book.all().getFirst().number();
        assertThat(book.acknowledge(number, "ada")).hasValueSatisfying(it -> {
            assertThat(it.state()).isEqualTo(AlertBook.ACKNOWLEDGED);
            assertThat(it.acknowledgedBy()).contains("ada");
        });
        assertThat(look(standing("energy", 1.01, 1, 1))).isEmpty();
        look(standing("energy", 0.01, 1, 1));
        assertThat(book.acknowledge(number, "bob")).isEmpty();
        assertThat(book.acknowledge(99, "bob")).isEmpty();
    }

    @Test
    void old_alerts_make_room_and_a_budget_that_is_gone_ends_its_own() {
        for (int i = 0; i < 600; i++) {
            look(standing("energy", 1.01, 1, 1));
            look(standing("energy", 0.01, 1, 1));
        }
        assertThat(book.all()).hasSize(500);
        look(standing("energy", 1.01, 1, 1));
        assertThat(book.endAll("b1", NOW.plus(Duration.ofMinutes(1)))).hasSize(1);
        assertThat(lasting()).isEmpty();
    }
}
