package io.negawatt.plan.signal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Executors;

/** A provider on this machine that gives the answers it was told, in turn; the last of them again and again. */
final class FakeProvider implements AutoCloseable {
    static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    static final String KEY = "secret:4711";

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private Answer last = Answer.of(500, "");
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final List<Map<String, List<String>>> headers = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> slept = Collections.synchronizedList(new ArrayList<>());

    /** An answer; {@code sent} below its length breaks the connection there, {@code delay} comes first. */
    record Answer(int status, String body, Map<String, String> headers, int sent, Duration delay) {
        static Answer of(int status, String body) {
            return new Answer(status, body, Map.of(), Integer.MAX_VALUE, Duration.ZERO);
        }

        Answer with(String header, String value) {
            return new Answer(status, body, Map.of(header, value), sent, delay);
        }
    }

    FakeProvider(Answer... given) {
        answers.addAll(List.of(given));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** {@return surroundings with a key for all, in which waiting takes no time and is written down} */
    Surroundings world(Path cache) {
        return world(cache, NOW);
    }

    Surroundings world(Path cache, Instant now) {
        var environment = Map.of(
                "NEGAWATT_KEY_ELECTRICITY_MAPS", KEY,
                "NEGAWATT_KEY_WATTTIME", KEY,
                "NEGAWATT_KEY_ENTSOE", KEY,
                "NEGAWATT_KEY_EIA", KEY);
        return new Surroundings(
                HttpClient.newHttpClient(), cache, new Keys(environment, cache), () -> now, new Random(1), slept::add);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            if (path.equals("/login")) {
                respond(exchange, Answer.of(200, "{\"token\": \"t0ken\"}"));
                return;
            }
            asked.add(path);
            headers.add(Map.copyOf(exchange.getRequestHeaders()));
            synchronized (answers) {
                last = answers.isEmpty() ? last : answers.remove();
            }
            respond(exchange, last);
        }
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        try {
            Thread.sleep(answer.delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
        answer.headers.forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, Math.min(answer.sent, body.length));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
