package io.negawatt.app.server;

import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;

/**
 * The web server: the one place that knows Helidon. It hands each request to the gate or to the page, and puts the headers on
 * that every answer has.
 */
final class WebDoor implements AutoCloseable {
    private static final int MOST_HEADERS = 16 << 10;
    private static final int MOST_PROLOGUE = 8 << 10;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_PARAMETERS = 64;
    private static final int LEAST_PACKED = 1_400;
    private static final Duration IDLE = Duration.ofMinutes(2);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'"
                    + " data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action"
                    + " 'none'; frame-ancestors 'none'";

    /** Held, since a logger that nobody holds loses its level. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private final WebServer server;
    private final Gate gate;
    private final Pages pages = new Pages();
    private final Hosts hosts;
    private final List<Header> common;

    /**
     * Opens the door.
     *
     * @param address where to listen
     * @param port 0 for one that is free
     * @param tls empty for plain HTTP
     */
    WebDoor(InetAddress address, int port, Optional<SSLContext> tls, Hosts hosts, Gate gate) {
        this.gate = gate;
        this.hosts = hosts;
        this.common = common(tls.isPresent());
        HELIDON.setLevel(Level.WARNING);
        var config = WebServer.builder()
                .address(address)
                .port(port)
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE)
                .maxTcpConnections(MOST_CONNECTIONS)
                .idleConnectionTimeout(IDLE)
                .contentEncoding(ContentEncodingContext.builder()
                        .contentEncodingsDiscoverServices(false)
                        .addContentEncoding(new RawEncoding())
                        .build())
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(MOST_HEADERS)
                        .maxPrologueLength(MOST_PROLOGUE)
                        .build())
                .featuresDiscoverServices(false)
                .directHandlers(DirectHandlers.builder()
                        .addHandler(DirectHandler.EventType.BAD_REQUEST, WebDoor::unreadable)
                        .addHandler(DirectHandler.EventType.INTERNAL_ERROR, WebDoor::unreadable)
                        .addHandler(DirectHandler.EventType.OTHER, WebDoor::unreadable)
                        .build())
                .routing(HttpRouting.builder().any(this::handle));
        tls.ifPresent(context -> config.tls(Tls.builder().sslContext(context).build()));
        this.server = config.build().start();
    }

    int port() {
        return server.port();
    }

    private static List<Header> common(boolean tls) {
        var headers = new ArrayList<Header>();
        headers.add(HeaderValues.create("Content-Security-Policy", POLICY));
        headers.add(HeaderValues.create("X-Content-Type-Options", "nosniff"));
        headers.add(HeaderValues.create("Referrer-Policy", "no-referrer"));
        headers.add(HeaderValues.create("Cross-Origin-Opener-Policy", "same-origin"));
        headers.add(HeaderValues.create("Cross-Origin-Resource-Policy", "same-origin"));
        headers.add(HeaderValues.create("Permissions-Policy", "camera=(), microphone=(), geolocation=()"));
        headers.add(HeaderValues.create("Vary", "Accept-Encoding, Accept-Language"));
        if (tls) {
            headers.add(HeaderValues.create("Strict-Transport-Security", "max-age=31536000"));
        }
        return List.copyOf(headers);
    }

    /** What is no request gets no reason that its sender could have put there. */
    private static DirectHandler.TransportResponse unreadable(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType event,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        int code = status.code() >= 500 ? 400 : status.code();
        return DirectHandler.TransportResponse.builder()
                .status(Status.create(code))
                .headers(headers)
                .header(HeaderValues.create("Content-Type", "application/problem+json"))
                .keepAlive(false)
                .entity("{\"type\":\"about:blank\",\"title\":\"This is no request that can be read.\",\"status\":%d,"
                                .formatted(code)
                        + "\"code\":\"bad.request\",\"id\":\"-\",\"detail\":null}")
                .build();
    }

    private void handle(ServerRequest from, ServerResponse to) {
        var request = request(from);
        var answer = answer(request);
        common.forEach(to::header);
        to.status(Status.create(answer.status()));
        answer.headers().forEach((name, value) -> to.header(HeaderNames.create(name), value));
        if (!answer.headers().containsKey("Cache-Control")) {
            to.header(HeaderNames.CACHE_CONTROL, "no-store");
        }
        boolean last = isLast(request);
        if (last) {
            to.header(HeaderValues.CONNECTION_CLOSE);
        }
        switch (answer) {
            case Answer.Whole whole -> send(request, to, whole);
            case Answer.Stream stream -> send(to, stream);
        }
        if (last) {
            end(from);
        }
    }

    /** {@return whether the caller will ask nothing more on this connection} */
    private static boolean isLast(Request request) {
        return request.header("Connection").stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .anyMatch(it -> it.strip().equalsIgnoreCase("close"));
    }

    /**
     * Closes the connection, which Helidon 4.3 leaves open although its answer says {@code Connection: close}. What the caller still sends
     * is read away first: a connection that is closed with unread bytes is reset, and the answer may be lost.
     */
    private static void end(ServerRequest from) {
        try {
            if (!from.headers().contains(HeaderNames.EXPECT)) {
                from.content().inputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException | RuntimeException e) {
            // The body was read before, or the caller has left: there is nothing to read away.
        }
        throw new CloseConnectionException("the caller asked for it");
    }

    private Answer answer(Request request) {
        if (!hosts.allows(request.header("Host"))) {
            return gate.refused(request, Problem.of(421, "bad.host"));
        }
        boolean page = request.method().equals("GET") || request.method().equals("HEAD");
        if (page && !gate.isOfApi(request) && !isBelowApi(request.path())) {
            var file = pages.find(request);
            if (file.isPresent()) {
                return file.get();
            }
        }
        return gate.answer(request);
    }

    private static boolean isBelowApi(String path) {
        return path.startsWith("/api/") || path.startsWith("/v1/");
    }

    private static void send(Request request, ServerResponse to, Answer.Whole whole) {
        byte[] body = whole.body();
        boolean packs = body.length >= LEAST_PACKED
                && request.header("Accept-Encoding")
                        .filter(it -> it.contains("gzip"))
                        .isPresent()
                && isText(whole.headers().getOrDefault("Content-Type", ""));
        if (packs) {
            to.header(HeaderNames.CONTENT_ENCODING, "gzip");
            body = packed(body);
        }
        if (body.length == 0) {
            to.send();
        } else {
            to.send(body);
        }
    }

    private static boolean isText(String type) {
        return type.startsWith("text/")
                || type.startsWith("application/json")
                || type.startsWith("application/yaml")
                || type.startsWith("image/svg");
    }

    private static byte[] packed(byte[] body) {
        var out = new ByteArrayOutputStream(body.length / 2);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void send(ServerResponse to, Answer.Stream stream) {
        try (OutputStream out = to.outputStream()) {
            stream.body().to(out);
        } catch (IOException | UncheckedIOException e) {
            // The caller has left; nobody is there to be told.
        }
    }

    private static Request request(ServerRequest from) {
        return new Request(
                from.prologue().method().text(),
                from.path().path(),
                query(from.query().rawValue()),
                headers(from),
                from.remotePeer().host(),
                () -> from.content().inputStream());
    }

    private static Map<String, String> headers(ServerRequest from) {
        var headers = new TreeMap<String, String>();
        for (var header : from.headers()) {
            HeaderName name = header.headerName();
            headers.putIfAbsent(name.lowerCase(), header.get());
        }
        return headers;
    }

    /** {@return the parameters; what is no percent-encoding stays as it is, and beyond a number they are left out} */
    static Map<String, List<String>> query(String raw) {
        var query = new LinkedHashMap<String, List<String>>();
        int count = 0;
        for (String part : raw.split("&", MOST_PARAMETERS + 1)) {
            if (part.isEmpty() || ++count > MOST_PARAMETERS) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            query.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(value);
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    /** Takes no more requests, lets those that are under way end, and closes. */
    @Override
    public void close() {
        server.stop();
    }
}
