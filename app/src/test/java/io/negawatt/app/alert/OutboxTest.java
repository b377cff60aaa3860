package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.alert.AlertBook.Alert;
import io.negawatt.app.alert.AlertBook.Change;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final Instant NOON = Instant.parse("2024-05-10T12:00:00Z");
    private static final String URL = "https://hooks.example.com/x";

    @TempDir
    private Path folder;

    private final List<Sent> sent = new ArrayList<>();
    private final List<Message> log = new ArrayList<>();
    private String address = "93.184.216.34";
    private int status = 200;
    private List<QuietHours> quiet = List.of();
    private List<String> privateHosts = List.of();
    private AlertBook book = new AlertBook(List.of());
    private Outbox outbox = outbox();

    private record Sent(String to, Map<String, String> headers, String body) {}

    @BeforeEach
    void secret() throws IOException {
        Files.writeString(folder.resolve("secret"), "s3cret\n");
    }

    private Outbox outbox() {
        return new Outbox(List.of(), this::post, host -> addresses(), new SplittableRandom(1), log::add);
    }

    private InetAddress[] addresses() {
        return new InetAddress[] {InetAddress.ofLiteral("93.184.216.34"), InetAddress.ofLiteral(address)};
    }

    private int post(URI uri, InetAddress to, Map<String, String> headers, byte[] body) {
        sent.add(new Sent(to.getHostAddress(), headers, new String(body, StandardCharsets.UTF_8)));
        return status;
    }

    private Webhook hook() {
        return new Webhook(URL, folder.resolve("secret").toString(), privateHosts, "en");
    }

    private BudgetFile.Settings settings() {
        return new BudgetFile.Settings(
                "negawatt.budgets/1", List.of(), Optional.of(quiet), Optional.of(List.of(hook())));
    }

    private Alert alert(String severity) {
        var alert = new Alert(
                1,
                "b1",
                "limit",
                NOON,
                severity,
                Message.of("alert.limit.title", "search"),
                Message.of("alert.limit.power", "9 kW", "8 kW"),
                Optional.of("search"),
                AlertBook.FIRING,
                Optional.empty(),
                Optional.empty());
        book = new AlertBook(List.of(alert));
        return alert;
    }

    private void raise(String severity, Instant now) {
        outbox.add(List.of(new Change(alert(severity), true)), List.of(hook()), now);
    }

    private void step(Instant now) {
        outbox.due(book, settings(), now, ZoneOffset.UTC)
                .forEach(call -> outbox.settle(call, outbox.make(call, now), now));
    }

    @Test
    void an_alert_is_told_once_and_signed() {
        raise("bad", NOON);
        step(NOON);
        step(NOON.plusSeconds(3_600));
        assertThat(sent).singleElement().satisfies(it -> {
            assertThat(it.body()).contains("\"event\":\"raised\"", "search: limit reached", "Do: cap power");
            assertThat(it.headers())
                    .containsEntry("Negawatt-Id", "1-raised")
                    .containsEntry(
                            "Negawatt-Signature",
                            Webhook.signature(
                                    "s3cret", NOON.getEpochSecond(), it.body().getBytes(StandardCharsets.UTF_8)));
        });
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void a_call_that_fails_is_made_again_more_and_more_seldom_for_a_day() {
        status = 503;
        raise("bad", NOON);
        var end = NOON.plus(Duration.ofDays(2));
        for (var now = NOON; now.isBefore(end); now = now.plusSeconds(5)) {
            step(now);
        }
        assertThat(sent).hasSizeBetween(25, 60);
        assertThat(sent.stream().map(it -> it.headers().get("Negawatt-Id"))).containsOnly("1-raised");
        assertThat(log).hasSize(2);
        assertThat(outbox.entries()).isEmpty();
    }

    @Test
    void a_redirect_is_a_failure_and_is_not_followed() {
        status = 302;
        raise("bad", NOON);
        step(NOON);
        assertThat(sent).hasSize(1);
        assertThat(outbox.entries()).hasSize(1);
        assertThat(log).singleElement().asString().contains("302", "redirects are not followed");
    }

    @Test
    void a_name_with_one_private_address_is_refused_unless_it_was_named() {
        address = "169.254.169.254";
        raise("bad", NOON);
        step(NOON);
        assertThat(sent).isEmpty();
        assertThat(log).singleElement().asString().contains("169.254.169.254", "privateHosts");
        privateHosts = List.of("hooks.example.com");
        step(NOON.plusSeconds(60));
        assertThat(sent).hasSize(1);
    }

    @Test
    void quiet_hours_hold_what_can_wait() {
        quiet = List.of(new QuietHours("11:00", "13:00", List.of(), false));
        raise("warn", NOON);
        step(NOON);
        assertThat(sent).isEmpty();
        step(NOON.plusSeconds(3_600));
        assertThat(sent).hasSize(1);
        raise("bad", NOON);
        step(NOON);
        assertThat(sent).hasSize(2);
    }

    @Test
    void an_alert_that_is_over_before_anybody_was_told_is_not_told() {
        quiet = List.of(new QuietHours("11:00", "13:00", List.of(), false));
        raise("warn", NOON);
        step(NOON);
        var ended = book.find(1).orElseThrow().ended(NOON.plusSeconds(60));
        outbox.add(List.of(new Change(ended, false)), List.of(hook()), NOON.plusSeconds(60));
        assertThat(outbox.entries()).isEmpty();
        step(NOON.plusSeconds(7_200));
        assertThat(sent).isEmpty();
    }

    @Test
    void a_webhook_that_is_gone_or_was_removed_is_left_alone() {
        status = 410;
        raise("bad", NOON);
        step(NOON);
        assertThat(outbox.entries()).isEmpty();
        raise("bad", NOON);
        var without = new BudgetFile.Settings("negawatt.budgets/1", List.of(), Optional.empty(), Optional.empty());
        assertThat(outbox.due(book, without, NOON, ZoneOffset.UTC)).isEmpty();
        assertThat(outbox.entries()).isEmpty();
    }
}
