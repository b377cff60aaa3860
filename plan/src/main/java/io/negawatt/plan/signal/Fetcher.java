package io.negawatt.plan.signal;

import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.AnswerCache.Entry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets what a query asks of one source: in spans that the source answers at once, from the cache while an answer is valid, with
 * a conditional request after that, and with retries where trying again may help.
 *
 * <p>The past is valid for a month once it is three days old; what is newer may be revised, and is asked for again after five
 * minutes. Not thread-safe; processes share the cache.
 */
final class Fetcher {
    private static final int TRIES = 4;
    private static final Duration TIME_FOR_ANSWER = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration SETTLED_AFTER = Duration.ofDays(3);
    private static final Duration SETTLED_VALID = Duration.ofDays(30);
    private static final Duration FRESH_VALID = Duration.ofMinutes(5);
    private static final int NOT_MODIFIED = 304;
    private static final int TOO_MANY = 429;

    private final Surroundings world;
    private final AnswerCache cache;
    private final Duration timeForAnswer;
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Instant> lastAsked = new HashMap<>();

    Fetcher(Surroundings world) {
        this(world, TIME_FOR_ANSWER);
    }

    Fetcher(Surroundings world, Duration timeForAnswer) {
        this.world = world;
        this.cache = new AnswerCache(world.cache());
        this.timeForAnswer = timeForAnswer;
    }

    /**
     * What a source gave.
     *
     * @param points in any order, each with the time at which its answer was fetched
     * @param gaps why spans of it are missing
     */
    record Fetched(List<Dated> points, List<Message> gaps) {}

    /** A point and when its answer was fetched. */
    record Dated(Point point, Instant fetched) {}

    /** A request that failed for good, and why. */
    private static final class FailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Message why;

        FailedException(String key, Object... args) {
            super(key);
            this.why = Message.of(key, args);
        }
    }

    Fetched fetch(SignalSource source, Query query) {
        var key = source.needsKey() ? world.keys().of(source.id()).orElse("") : "";
        if (source.needsKey() && key.isEmpty()) {
            return new Fetched(
                    List.of(), List.of(Message.of("signal.gap.noKey", source.id(), Keys.variable(source.id()))));
        }
        var points = new ArrayList<Dated>();
        var gaps = new ArrayList<Message>();
        for (var from = query.from(); from.isBefore(query.to()); from = source.answersUntil(from)) {
            var part = query.within(from, source.answersUntil(from));
            try {
                var entry = answer(source, part, key);
                source.read(part, entry.body()).forEach(point -> points.add(new Dated(point, entry.fetched())));
            } catch (FailedException e) {
                gaps.add(e.why);
            } catch (BadAnswerException e) {
                gaps.add(Message.of("signal.gap.answer", source.id(), e.text()));
            }
        }
        return new Fetched(points, gaps);
    }

    private Entry answer(SignalSource source, Query query, String key) throws FailedException {
        // The cache is asked without a key first, so that what it holds needs no login.
        var known = cache.find(source.ask(query, ""));
        if (known.isPresent() && world.clock().instant().isBefore(known.get().validUntil())) {
            return known.get();
        }
        var ask = source.ask(query, token(source, key));
        var conditions = new HashMap<String, String>();
        known.filter(entry -> !entry.etag().isEmpty())
                .ifPresent(entry -> conditions.put("If-None-Match", entry.etag()));
        known.filter(entry -> !entry.modified().isEmpty())
                .ifPresent(entry -> conditions.put("If-Modified-Since", entry.modified()));
        var response = send(source, ask, conditions);
        var now = world.clock().instant();
        var validUntil = now.plus(query.to().plus(SETTLED_AFTER).isBefore(now) ? SETTLED_VALID : FRESH_VALID);
        var entry = response.statusCode() == NOT_MODIFIED && known.isPresent()
                ? new Entry(
                        now,
                        validUntil,
                        known.get().etag(),
                        known.get().modified(),
                        known.get().body())
                : new Entry(
                        now, validUntil, header(response, "ETag"), header(response, "Last-Modified"), response.body());
        keep(source, query, ask, entry);
        return entry;
    }

    /** Keeps an answer that can be read; one that cannot must not be found again for a month. */
    private void keep(SignalSource source, Query query, Ask ask, Entry entry) throws FailedException {
        source.read(query, entry.body());
        try {
            cache.put(ask, entry);
        } catch (IOException e) {
            throw new FailedException(
                    "signal.gap.cache", world.cache(), e.getClass().getSimpleName());
        }
    }

    private String token(SignalSource source, String key) throws FailedException {
        if (tokens.containsKey(source.id())) {
            return tokens.getOrDefault(source.id(), "");
        }
        var login = source.login(key);
        if (login.isEmpty()) {
            return key;
        }
        String token = source.token(send(source, login.get(), Map.of()).body());
        tokens.put(source.id(), token);
        return token;
    }

    private HttpResponse<String> send(SignalSource source, Ask ask, Map<String, String> conditions)
            throws FailedException {
        var failure = new FailedException("signal.gap.silent", source.id(), ask);
        for (int tried = 0; tried < TRIES; tried++) {
            try {
                paceFor(source);
                var response = inTime(request(ask, conditions));
                if (response.statusCode() == 200 || response.statusCode() == NOT_MODIFIED) {
                    return response;
                }
                failure = refused(source, ask, response.statusCode());
                if (response.statusCode() != TOO_MANY && response.statusCode() < 500) {
                    throw failure;
                }
                wait(tried, retryAfter(response));
            } catch (IOException e) {
                failure = new FailedException("signal.gap.silent", source.id(), ask);
                wait(tried, Duration.ZERO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailedException("signal.gap.interrupted", source.id());
            }
        }
        throw failure;
    }

    /** The client's own limit ends with the headers; a body that trickles must not hold a person up either. */
    private HttpResponse<String> inTime(HttpRequest request) throws IOException, InterruptedException {
        var answer = world.client().sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(timeForAnswer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("no whole answer within " + timeForAnswer, e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private HttpRequest request(Ask ask, Map<String, String> conditions) {
        var request = HttpRequest.newBuilder(ask.full()).header("User-Agent", "negawatt");
        ask.headers().forEach(request::header);
        conditions.forEach(request::header);
        return request.build();
    }

    private static FailedException refused(SignalSource source, Ask ask, int status) {
        return switch (status) {
            case 401, 403 -> new FailedException("signal.gap.key", source.id(), status, Keys.variable(source.id()));
            case TOO_MANY -> new FailedException("signal.gap.tooMany", source.id(), ask);
            default -> new FailedException("signal.gap.status", source.id(), status, ask);
        };
    }

    /** Waits twice as long each time, by a random part of it, but no shorter than the server asks for. */
    private void wait(int tried, Duration atLeast) throws FailedException {
        if (tried == TRIES - 1) {
            return;
        }
        long most = FIRST_WAIT.toMillis() << tried;
        var wait = Duration.ofMillis(world.random().nextLong(most / 2, most + 1));
        try {
            world.sleep().sleep(wait.compareTo(atLeast) > 0 ? wait : atLeast);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailedException("signal.gap.interrupted", "");
        }
    }

    /** {@return how long the server asks to wait, in seconds or by a date; at most a minute, since someone is waiting here} */
    private Duration retryAfter(HttpResponse<String> response) {
        String text = header(response, "Retry-After");
        var asked = Duration.ZERO;
        if (text.matches("\\d{1,6}")) {
            asked = Duration.ofSeconds(Long.parseLong(text));
        } else if (!text.isEmpty()) {
            try {
                var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                asked = Duration.between(world.clock().instant(), until);
            } catch (DateTimeException e) {
                asked = LONGEST_WAIT;
            }
        }
        return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
    }

    private void paceFor(SignalSource source) throws InterruptedException {
        var now = world.clock().instant();
        var free = lastAsked.getOrDefault(source.id(), Instant.MIN).equals(Instant.MIN)
                ? now
                : lastAsked.getOrDefault(source.id(), now).plus(source.pause());
        if (now.isBefore(free)) {
            world.sleep().sleep(Duration.between(now, free));
        }
        lastAsked.put(source.id(), world.clock().instant());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
