package io.negawatt.app.alert;

import io.negawatt.app.alert.AlertBook.Alert;
import io.negawatt.app.alert.AlertBook.Change;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is still to be told to webhooks, in order. A call that fails is made again after a wait that doubles, by chance, for up to a day;
 * during quiet hours it waits. An alert that is over before anybody was told of it is not told at all.
 *
 * <p>Not thread-safe.
 */
final class Outbox {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofDays(1);
    private static final int MOST_KEPT = 1_000;
    private static final int GONE = 410;

    private final Post post;
    private final Post.Resolver resolver;
    private final RandomGenerator random;
    private final Consumer<Message> log;
    private final List<Entry> entries;

    /**
     * A call to be made.
     *
     * @param alert number of the alert
     * @param raised whether it was raised; else it is over
     * @param url of the webhook
     * @param attempts calls that failed
     * @param since when it was due first; later where quiet hours held it
     * @param next when to try next
     */
    record Entry(long alert, boolean raised, String url, int attempts, Instant since, Instant next) {
        private Entry failed(Instant then) {
            return new Entry(alert, raised, url, attempts + 1, since, then);
        }

        private Entry held(Instant now) {
            return new Entry(alert, raised, url, attempts, now, next);
        }

        private boolean isOf(Alert other, Webhook hook) {
            return alert == other.number() && url.equals(hook.url());
        }
    }

    Outbox(List<Entry> entries, Post post, Post.Resolver resolver, RandomGenerator random, Consumer<Message> log) {
        this.entries = new ArrayList<>(entries);
        this.post = post;
        this.resolver = resolver;
        this.random = random;
        this.log = log;
    }

    /** {@return what is still to be told} */
    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Takes what changed. */
    void add(List<Change> changes, List<Webhook> hooks, Instant now) {
        for (var change : changes) {
            for (var hook : hooks) {
                boolean untold = !change.raised()
                        && entries.removeIf(it -> it.isOf(change.alert(), hook) && it.raised() && it.attempts() == 0);
                if (!untold && entries.size() < MOST_KEPT) {
                    entries.add(new Entry(change.alert().number(), change.raised(), hook.url(), 0, now, now));
                }
            }
        }
    }

    /** A call that is due. */
    record Call(Entry entry, Alert alert, Webhook hook) {}

    /** {@return the calls that are due, without those that quiet hours hold} What nobody wants any more is dropped. */
    List<Call> due(AlertBook book, BudgetFile.Settings settings, Instant now, ZoneId clock) {
        var due = new ArrayList<Call>();
        for (var entry : entries()) {
            var alert = book.find(entry.alert());
            var hook = settings.hooks().stream()
                    .filter(it -> it.url().equals(entry.url()))
                    .findFirst();
            if (alert.isEmpty() || hook.isEmpty()) {
                entries.remove(entry);
            } else if (isHeld(alert.get(), settings, now, clock)) {
                entries.set(entries.indexOf(entry), entry.held(now));
            } else if (!now.isBefore(entry.next())) {
                due.add(new Call(entry, alert.get(), hook.get()));
            }
        }
        return List.copyOf(due);
    }

    private static boolean isHeld(Alert alert, BudgetFile.Settings settings, Instant now, ZoneId clock) {
        return settings.quietHours().stream().anyMatch(it -> it.hold(alert.severity(), now.atZone(clock)));
    }

    /** Takes note of what came of a call. */
    void settle(Call call, Optional<Message> failure, Instant now) {
        var entry = call.entry();
        int at = entries.indexOf(entry);
        boolean patient = entry.since().plus(PATIENCE).isAfter(now);
        if (failure.isPresent() && (entry.attempts() == 0 || !patient)) {
            log.accept(failure.get());
        }
        if (at >= 0 && failure.isPresent() && patient) {
            entries.set(at, entry.failed(now.plus(wait(entry.attempts()))));
        } else if (at >= 0) {
            entries.remove(at);
        }
    }

    private Duration wait(int attempts) {
        long spanMs = Math.min(LONGEST_WAIT.toMillis(), FIRST_WAIT.toMillis() << Math.min(attempts, 20));
        return Duration.ofMillis(spanMs / 2 + random.nextLong(spanMs / 2 + 1));
    }

    /** {@return why the call failed; empty where it was taken, or will never be} Any thread may make it. */
    Optional<Message> make(Call call, Instant now) {
        var hook = call.hook();
        try {
            byte[] body = body(call.entry(), call.alert(), hook);
            int status = post.send(hook.uri(), address(hook), headers(call.entry(), hook, now, body), body);
            boolean taken = status >= 200 && status < 300;
            return taken || status == GONE
                    ? Optional.empty()
                    : Optional.of(Message.of("alert.webhook.status", hook.url(), status));
        } catch (IOException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Optional.of(Message.of("alert.webhook.failed", hook.url(), reason));
        }
    }

    /** Every address of the name must be allowed: which of them is used is nobody's choice. */
    private InetAddress address(Webhook hook) throws IOException {
        var addresses = resolver.of(hook.uri().getHost());
        for (var address : addresses) {
            if (!hook.mayBePrivate() && !PublicAddress.isPublic(address)) {
                throw new IOException(
                        Message.of("alert.webhook.private", hook.uri().getHost(), address.getHostAddress())
                                .toString());
            }
        }
        return addresses[0];
    }

    private static Map<String, String> headers(Entry entry, Webhook hook, Instant now, byte[] body) throws IOException {
        String secret = Files.readString(Path.of(hook.secretFile())).strip();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "negawatt");
        headers.put("Negawatt-Id", id(entry));
        headers.put("Negawatt-Signature", Webhook.signature(secret, now.getEpochSecond(), body));
        return headers;
    }

    private static String id(Entry entry) {
        return entry.alert() + (entry.raised() ? "-raised" : "-ended");
    }

    private static byte[] body(Entry entry, Alert alert, Webhook hook) {
        var lang = hook.lang().equals(Lang.ZH.code()) ? Lang.ZH : Lang.EN;
        var document = new LinkedHashMap<String, Object>();
        document.put("schema", "negawatt.alert/1");
        document.put("id", id(entry));
        document.put("event", entry.raised() ? "raised" : "ended");
        document.put("at", (entry.raised() ? alert.at() : alert.endedAt().orElse(alert.at())).toString());
        document.put("severity", alert.severity());
        document.put("rule", alert.rule());
        document.put("budget", alert.budget());
        alert.tenant().ifPresent(it -> document.put("tenant", it));
        document.put("title", alert.title().in(lang));
        document.put("text", alert.detail().in(lang));
        return JsonMapper.shared().writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    }
}
