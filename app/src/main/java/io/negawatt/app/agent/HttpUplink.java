package io.negawatt.app.agent;

import io.negawatt.app.store.Reasons;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The way to a negawatt server over HTTP or HTTPS. The token is read from its file for each request, so that it can be replaced while
 * the agent runs. Redirects are not followed: they would carry the token elsewhere.
 */
public final class HttpUplink implements Uplink, AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int LONGEST_REASON = 300;

    private final URI server;
    private final Path tokenFile;
    private final HttpClient client;

    /**
     * Prepares; nothing is sent yet.
     *
     * @param server such as {@code https://power.example.com:8443}
     * @param tokenFile file that holds the token and nothing else
     * @param ca certificates in PEM that the server's is signed with; empty for those that Java trusts
     * @param plain whether the token may travel unencrypted to another host
     * @throws BadInputException where the address or a file is of no use
     */
    public HttpUplink(String server, Path tokenFile, Optional<Path> ca, boolean plain) {
        this.server = address(server, plain);
        this.tokenFile = tokenFile;
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        ca.ifPresent(pem -> builder.sslContext(trusting(pem)));
        this.client = builder.build();
        token();
    }

    private static URI address(String text, boolean plain) {
        URI uri;
        try {
            uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Message.of("agent.server.bad", text), e);
        }
        boolean https = "https".equals(uri.getScheme());
        if (uri.getHost() == null || !(https || "http".equals(uri.getScheme())) || uri.getUserInfo() != null) {
            throw BadInputException.of("agent.server.bad", text);
        }
        if (!https && !plain && !LOOPBACK.contains(uri.getHost())) {
            throw BadInputException.of("agent.server.plain", text);
        }
        return uri;
    }

    private static SSLContext trusting(Path pem) {
        try (var in = Files.newInputStream(pem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, new char[0]);
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw BadInputException.of("agent.ca.empty", pem);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new BadInputException(Message.of("agent.ca.unreadable", pem, Reasons.of(e)), e);
        } catch (GeneralSecurityException e) {
            throw new BadInputException(Message.of("agent.ca.unusable", pem, String.valueOf(e.getMessage())), e);
        }
    }

    private String token() {
        try {
            String token = Files.readString(tokenFile).strip();
            if (!token.matches("[\\x21-\\x7e]{8,512}")) {
                throw BadInputException.of("agent.token.bad", tokenFile, token.length());
            }
            return token;
        } catch (IOException e) {
            throw new BadInputException(Message.of("agent.token.unreadable", tokenFile, Reasons.of(e)), e);
        }
    }

    @Override
    public Reply send(byte[] batch) {
        try {
            return ask(HttpRequest.newBuilder(server.resolve(server.getPath() + "/api/v1/ingest"))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/vnd.negawatt.batch")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(batch)));
        } catch (BadInputException e) {
            return Reply.of(new Outcome.Denied(e.text()));
        }
    }

    @Override
    public Reply greet() {
        return ask(HttpRequest.newBuilder(server.resolve(server.getPath() + "/health"))
                .GET());
    }

    private Reply ask(HttpRequest.Builder request) {
        try {
            var response = client.send(request.timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofInputStream());
            String text;
            try (var body = response.body()) {
                text = new String(body.readNBytes(LONGEST_REASON), java.nio.charset.StandardCharsets.UTF_8);
            }
            return new Reply(outcome(response, text), date(response));
        } catch (IOException e) {
            return Reply.of(new Outcome.Unknown(
                    Message.of("agent.server.away", server, e.getClass().getSimpleName() + reason(e)),
                    Optional.empty()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.of(
                    new Outcome.Unknown(Message.of("agent.server.away", server, "interrupted"), Optional.empty()));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? "" : ": " + e.getMessage();
    }

    private Outcome outcome(HttpResponse<?> response, String text) {
        int status = response.statusCode();
        var said = Message.of("agent.server.said", server, status, text.replaceAll("\\s+", " "));
        return switch (status) {
            case 200, 201, 202, 204 -> new Outcome.Stored();
            case 413 -> new Outcome.TooLarge();
            case 401, 403 -> new Outcome.Denied(said);
            case 400, 422 -> new Outcome.Refused(said);
            default -> new Outcome.Unknown(said, retryAfter(response));
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("\\d{1,6}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)));
    }

    private static OptionalLong date(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("Date")
                    .map(it -> OptionalLong.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(it))
                            .toEpochMilli()))
                    .orElse(OptionalLong.empty());
        } catch (DateTimeException foreign) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
