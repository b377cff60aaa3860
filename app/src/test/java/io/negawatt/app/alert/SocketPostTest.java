package io.negawatt.app.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SocketPostTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @Test
    void a_body_goes_to_the_address_under_the_name() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        List<String> seen = new ArrayList<>();
        server.createContext("/", exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Host") + " "
                    + exchange.getRequestHeaders().getFirst("X-A") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().add("Location", "http://elsewhere.example/");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try {
            var uri = URI.create(
                    "http://no-such-name.example:" + server.getAddress().getPort() + "/hook?a=b%20c");
            byte[] body = "{\"x\":\"é\"}".getBytes(StandardCharsets.UTF_8);
            assertThat(new SocketPost().send(uri, HERE, Map.of("X-A", "1"), body))
                    .isEqualTo(307);
            assertThat(seen)
                    .containsExactly("POST /hook?a=b%20c no-such-name.example:"
                            + server.getAddress().getPort() + " 1 {\"x\":\"é\"}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void what_answers_otherwise_is_no_server() throws Exception {
        try (var socket = new ServerSocket(0, 1, HERE)) {
            var thread = Thread.ofPlatform().daemon().start(() -> {
                try (var client = socket.accept()) {
                    client.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
                    // To the end: what is left unread would reset the connection while the caller still writes.
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException closed) {
                    throw new java.io.UncheckedIOException(closed);
                }
            });
            var uri = URI.create("http://x:" + socket.getLocalPort() + "/");
            assertThatThrownBy(() -> new SocketPost().send(uri, HERE, Map.of(), new byte[1]))
                    .isInstanceOf(ProtocolException.class);
            thread.join();
        }
    }
}
