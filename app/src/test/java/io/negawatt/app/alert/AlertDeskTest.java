package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.server.BudgetDesk.Alert;
import io.negawatt.app.server.BudgetDesk.BudgetTerms;
import io.negawatt.app.store.Disk;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDeskTest {
    /** Half as much again as a month of 1 kW. */
    private static final double AMPLE = 1.5 * 31 * 86_400 * 1_000;

    @TempDir
    private Path folder;

    private final FakeUsage usage = new FakeUsage();
    private final List<Alert> told = new ArrayList<>();
    private final List<Message> log = new ArrayList<>();
    private Instant now = Instant.parse("2024-05-10T16:00:00Z");

    private AlertDesk desk() {
        return new AlertDesk(
                new BudgetFile(Disk.LOCAL, folder),
                usage,
                usage,
                (_, _, _, _) -> 200,
                _ -> new InetAddress[] {InetAddress.ofLiteral("93.184.216.34")},
                new AlertDesk.Ground(folder, () -> now, new SplittableRandom(1), told::add, log::add));
    }

    private static BudgetTerms terms(String measure, double limit) {
        return new BudgetTerms("search", measure, "month", limit, Optional.empty(), Optional.of("search"), Map.of());
    }

    @Test
    void a_budget_outlasts_the_server_and_can_be_read_by_people() throws IOException {
        var set = desk().set(Optional.empty(), terms("energy", AMPLE), Lang.EN);
        assertThat(Files.readString(folder.resolve("budgets.json")))
                .contains("\"name\" : \"search\"", "\"measure\" : \"energy\"", set.id());
        assertThat(desk().budgets(Optional.of("search"), Lang.EN))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.id()).isEqualTo(set.id());
                    assertThat(it.state()).isEqualTo("ok");
                    assertThat(it.unit()).isEqualTo("J");
                });
        assertThat(desk().budgets(Optional.of("others"), Lang.EN)).isEmpty();
    }

    @Test
    void an_alert_is_told_kept_acknowledged_and_ended() throws IOException {
        var desk = desk();
        desk.set(Optional.empty(), terms("energy", 1e6), Lang.EN);
        desk.look();
        desk.look();
        assertThat(told).singleElement().satisfies(it -> assertThat(it.state()).isEqualTo("firing"));
        var again = desk();
        again.look();
        assertThat(told).hasSize(1);
        var alert = again.alerts(Optional.empty(), Lang.ZH).getFirst();
        assertThat(alert.title()).isEqualTo("search：已达上限");
        assertThat(again.budgets(Optional.empty(), Lang.EN).getFirst().state()).isEqualTo("over");
        assertThat(again.acknowledge(alert.id(), "ada", Lang.EN))
                .hasValueSatisfying(it -> assertThat(it.acknowledgedBy()).contains("ada"));
        assertThat(again.acknowledge("x", "ada", Lang.EN)).isEmpty();
        assertThat(again.remove(alert.budget().orElseThrow())).isTrue();
        assertThat(again.remove(alert.budget().orElseThrow())).isFalse();
        assertThat(desk().alerts(Optional.empty(), Lang.EN).getFirst().state()).isEqualTo("resolved");
    }

    @Test
    void a_file_that_somebody_edits_is_read_again() throws IOException {
        var desk = desk();
        var set = desk.set(Optional.empty(), terms("energy", AMPLE), Lang.EN);
        var file = folder.resolve("budgets.json");
        Files.writeString(file, Files.readString(file).replace("\"search\"", "\"find\""));
        desk.look();
        assertThat(desk.budgets(Optional.empty(), Lang.EN)).singleElement().satisfies(it -> {
            assertThat(it.id()).isEqualTo(set.id());
            assertThat(it.terms().name()).isEqualTo("find");
        });
    }

    @Test
    void a_file_with_little_in_it_is_enough_and_a_damaged_one_is_said() throws IOException {
        var file = folder.resolve("budgets.json");
        Files.writeString(file, """
            {"schema": "negawatt.budgets/1",
             "budgets": [{"id": "a", "terms": {"name": "all", "measure": "power", "period": "day", "limit": 2000}}],
             "quiet": [{"from": "22:00", "to": "07:00", "days": []}],
             "webhooks": [{"url": "https://hooks.example.com/x", "secretFile": "/s", "privateHosts": [], "lang": "zh"}]}
            """);
        assertThat(desk().budgets(Optional.empty(), Lang.EN)).hasSize(1);
        Files.writeString(file, Files.readString(file).replace("22:00", "25:00"));
        assertThatThrownBy(this::desk).isInstanceOf(BadInputException.class).hasMessageContaining("25:00");
        Files.writeString(file, "{");
        assertThatThrownBy(this::desk).isInstanceOf(BadInputException.class).hasMessageContaining(file.toString());
    }

    @Test
    void money_needs_a_price_and_its_currency() throws IOException {
        assertThat(desk().set(Optional.empty(), terms("money", 100), Lang.EN)
                        .terms()
                        .currency())
                .contains("CNY");
        var euros = new BudgetTerms("x", "money", "month", 5, Optional.of("EUR"), Optional.empty(), Map.of());
        assertThatThrownBy(() -> desk().set(Optional.empty(), euros, Lang.EN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("CNY");
        usage.currency = Optional.empty();
        assertThatThrownBy(() -> desk().set(Optional.empty(), terms("money", 100), Lang.EN))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--price");
        assertThat(desk().budgets(Optional.empty(), Lang.EN).getFirst().advice())
                .hasValueSatisfying(it -> assertThat(it).contains("not known"));
    }

    @Test
    void another_price_reaches_the_figures_at_once() throws IOException {
        var desk = desk();
        desk.set(Optional.empty(), terms("money", 1_000), Lang.EN);
        double before = desk.budgets(Optional.empty(), Lang.EN).getFirst().used();
        usage.perKwh = 1.5;
        assertThat(desk.budgets(Optional.empty(), Lang.EN).getFirst().used())
                .isCloseTo(3 * before, within(1e-9 * before));
        usage.currency = Optional.of("EUR");
        assertThat(desk.budgets(Optional.empty(), Lang.EN).getFirst().advice())
                .hasValueSatisfying(it -> assertThat(it).contains("not known"));
    }
}
