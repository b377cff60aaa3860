package io.negawatt.core.meter;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/**
 * Pages of an HTTP server that are fetched off the sampling thread: {@link #request} starts a round and returns at once,
 * {@link #take} hands over the answers when they have come. One round is under way at a time, each page has a time limit that
 * covers its body too, and a body has a most length, {@value #MAX_BODY_BYTES} bytes where none is given. Redirects are not followed, so that
 * credentials go to the server that was named and nowhere else.
 */
final class HttpSource implements AutoCloseable {
    static final int MAX_BODY_BYTES = 8 << 20;

    private final HttpClient client;
    private final Map<String, String> headers;
    private final Optional<BearerFile> token;
    private final Duration timeout;
    private final int mostBytes;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicReference<Optional<Map<URI, Page>>> answers = new AtomicReference<>(Optional.empty());

    /** What came of fetching a page. */
    sealed interface Page {
        /** The server answered with this text. */
        record Body(String text) implements Page {}

        /** It did not, for a reason that people can act on. */
        record Failed(Message reason) implements Page {}
    }

    /**
     * @param client client with its connect time limit and its trust; closed with this
     * @param headers sent with every request; never shown
     * @param timeout longest wait for one page
     */
    HttpSource(HttpClient client, Map<String, String> headers, Duration timeout) {
        this(client, headers, Optional.empty(), timeout, MAX_BODY_BYTES);
    }

    /**
     * @param token goes along with every request
     * @param mostBytes longest body that is read
     */
    HttpSource(
            HttpClient client,
            Map<String, String> headers,
            Optional<BearerFile> token,
            Duration timeout,
            int mostBytes) {
        this.client = client;
        this.headers = Map.copyOf(headers);
        this.token = token;
        this.timeout = timeout;
        this.mostBytes = mostBytes;
    }

    /** {@return a client that leaves no thread behind that would keep the program alive} */
    static HttpClient.Builder client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .executor(task -> Thread.ofVirtual().name("http-meter").start(task));
    }

    /**
     * {@return the address in the setting {@code name}}
     *
     * @throws BadInputException where it is no HTTP address, or carries a password, which would end up in logs
     */
    static URI address(String name, String text) {
        try {
            var address = URI.create(text);
            boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (http && address.getHost() != null && address.getUserInfo() == null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("meter.http.address", name, text), e);
        }
        throw BadInputException.of("meter.http.address", name, text.replaceFirst("//[^/@]*@", "//…@"));
    }

    /** {@return the page; waits for it} */
    Page get(URI page) {
        var request = HttpRequest.newBuilder(page).timeout(timeout);
        headers.forEach(request::header);
        if (token.isPresent()) {
            var authorization = token.get().authorization();
            if (authorization.isEmpty()) {
                return new Page.Failed(
                        Message.of("meter.gap.http.token", page, token.get().path()));
            }
            request.header("Authorization", authorization.get());
        }
        return get(page, request);
    }

    private Page get(URI page, HttpRequest.Builder request) {
        var answer = client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), mostBytes));
        try {
            return page(page, answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Page.Failed(Message.of("meter.gap.http.timeout", page, timeout.toMillis() / 1e3));
        } catch (ExecutionException e) {
            return new Page.Failed(reason(page, Objects.requireNonNullElse(e.getCause(), e)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Page.Failed(Message.of("meter.gap.http.failed", page, "interrupted"));
        }
    }

    private static Page page(URI page, HttpResponse<String> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> new Page.Body(response.body());
            case 401, 403, 404 -> new Page.Failed(Message.of("meter.gap.http." + status, page));
            default -> new Page.Failed(Message.of("meter.gap.http.status", page, status));
        };
    }

    private Message reason(URI page, Throwable cause) {
        return switch (cause) {
            case java.net.http.HttpTimeoutException _ ->
                Message.of("meter.gap.http.timeout", page, timeout.toMillis() / 1e3);
            case ConnectException _ -> Message.of("meter.gap.http.unreachable", page);
            case UnknownHostException _ -> Message.of("meter.gap.http.unreachable", page);
            case SSLException e -> Message.of("meter.gap.http.tls", page, detail(e));
            case EOFException _ -> Message.of("meter.gap.http.truncated", page);
            case IOException e
            when detail(e).contains("fixed content-length") || detail(e).contains("EOF") ->
                Message.of("meter.gap.http.truncated", page);
            default -> Message.of("meter.gap.http.failed", page, detail(cause));
        };
    }

    private static String detail(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Starts to fetch the pages, unless a round is still under way; returns at once. */
    void request(List<URI> pages) {
        if (underWay.compareAndSet(false, true)) {
            Thread.ofVirtual().name("meter-round").start(() -> fetch(pages));
        }
    }

    private void fetch(List<URI> pages) {
        try {
            var round = new LinkedHashMap<URI, Page>();
            pages.forEach(page -> round.put(page, get(page)));
            answers.set(Optional.of(round));
        } finally {
            underWay.set(false);
        }
    }

    /** {@return whether no round is under way} */
    boolean isIdle() {
        return !underWay.get();
    }

    /** {@return the answers of the last round, once each} */
    Optional<Map<URI, Page>> take() {
        return answers.getAndSet(Optional.empty());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
