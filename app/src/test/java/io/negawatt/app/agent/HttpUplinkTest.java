package io.negawatt.app.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.negawatt.app.agent.Uplink.Outcome;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpUplinkTest {
    @TempDir
    private Path folder;

    private final List<String> seen = new ArrayList<>();
    private int status = 200;
    private HttpServer server = unstarted();
    private Path token = Path.of("token");

    private static HttpServer unstarted() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() throws IOException {
        token = folder.resolve("token");
        Files.writeString(token, "nw_secret_1\n");
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            seen.add("%s %s %s %d"
                    .formatted(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders().getFirst("Authorization"),
                            body.length));
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            byte[] answer = "{\"title\":\"why\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, status == 204 ? -1 : answer.length);
            if (status != 204) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private HttpUplink uplink() {
        return new HttpUplink(
                "http://127.0.0.1:" + server.getAddress().getPort() + "/", token, Optional.empty(), false);
    }

    @Test
    void a_batch_goes_to_the_door_with_the_token_of_the_moment() throws IOException {
        try (var uplink = uplink()) {
            assertThat(uplink.send(new byte[5]).outcome()).isInstanceOf(Outcome.Stored.class);
            Files.writeString(token, "nw_secret_2");
            var reply = uplink.send(new byte[6]);
            assertThat(reply.dateMs()).isPresent();
            assertThat(uplink.greet().dateMs()).isPresent();
        }
        assertThat(seen)
                .containsExactly(
                        "POST /api/v1/ingest Bearer nw_secret_1 5",
                        "POST /api/v1/ingest Bearer nw_secret_2 6",
                        "GET /health null 0");
    }

    @ParameterizedTest
    @CsvSource({
        "204, Stored",
        "413, TooLarge",
        "401, Denied",
        "403, Denied",
        "400, Refused",
        "429, Unknown",
        "503, Unknown",
        "507, Unknown",
        "500, Unknown",
        "307, Unknown",
        "404, Unknown"
    })
    void each_status_means_one_thing(int answered, String outcome) {
        status = answered;
        try (var uplink = uplink()) {
            var said = uplink.send(new byte[1]).outcome();
            assertThat(said.getClass().getSimpleName()).isEqualTo(outcome);
            if (said instanceof Outcome.Unknown unknown) {
                assertThat(unknown.retryAfter()).contains(Duration.ofSeconds(7));
                assertThat(unknown.reason().toString()).contains(answered + ": {\"title\":\"why\"}");
            }
        }
        assertThat(seen).hasSize(1);
    }

    @Test
    void a_server_that_is_away_is_an_outcome_and_no_failure() {
        server.stop(0);
        try (var uplink = uplink()) {
            assertThat(uplink.send(new byte[1]).outcome()).isInstanceOf(Outcome.Unknown.class);
        }
    }

    @Test
    void a_token_that_is_gone_is_said() throws IOException {
        try (var uplink = uplink()) {
            Files.delete(token);
            assertThat(uplink.send(new byte[1]).outcome()).isInstanceOf(Outcome.Denied.class);
        }
        assertThat(seen).isEmpty();
        Files.writeString(token, "a b\n");
        assertThatThrownBy(this::uplink).isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"power.example.com", "ftp://x", "https://u:p@x", "://", "http://power.example.com:1"})
    void an_address_that_would_not_do_is_refused_at_the_start(String address) {
        assertThatThrownBy(() -> new HttpUplink(address, token, Optional.empty(), false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(address);
    }

    @Test
    void a_file_without_certificates_is_said() throws IOException {
        var ca = Files.writeString(folder.resolve("ca.pem"), "nothing");
        assertThatThrownBy(() -> new HttpUplink("https://localhost", token, Optional.of(ca), false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ca.pem");
    }
}
