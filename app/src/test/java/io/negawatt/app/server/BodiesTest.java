package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static Request request(byte[] body, Map<String, String> headers) {
        return new Request("POST", "/", Map.of(), headers, "here", () -> new ByteArrayInputStream(body));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        return out.toByteArray();
    }

    @Test
    void aBodyComesBackPackedOrNot() throws IOException {
        var bodies = new Bodies(80 << 20);
        byte[] plain = "figures".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        byte[] asItIs = bodies.read(request(plain, Map.of()), 100, 0, it -> it);
        byte[] unpacked = bodies.read(request(gzip(plain), Map.of("content-encoding", "gzip")), 100, 0, it -> it);
        assertThat(asItIs).isEqualTo(plain);
        assertThat(unpacked).isEqualTo(plain);
    }

    @Test
    void whatIsBeyondABoundIsRefused() throws IOException {
        var bodies = new Bodies(80 << 20);
        assertThatThrownBy(() -> bodies.read(request(new byte[101], Map.of()), 100, 0, it -> it))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.status()).isEqualTo(413));
        assertThatThrownBy(() -> bodies.read(request(new byte[0], Map.of("content-length", "101")), 100, 0, it -> it))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.status()).isEqualTo(413));
        byte[] bomb = gzip(new byte[1 << 20]);
        assertThat((1 << 20) / bomb.length).isGreaterThan(Bodies.MOST_RATIO);
        assertThatThrownBy(() -> bodies.read(request(bomb, Map.of("content-encoding", "gzip")), 1 << 20, 0, it -> it))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.status()).isEqualTo(413));
        assertThatThrownBy(
                        () -> bodies.read(request(new byte[9], Map.of("content-encoding", "gzip")), 100, 0, it -> it))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.status()).isEqualTo(400));
    }

    @Test
    void bodiesThatAreReadAtOneTimeShareTheirMemory() throws IOException {
        var bodies = new Bodies(10 << 10);
        int status = bodies.read(request(new byte[6 << 10], Map.of("content-length", "6144")), 8 << 10, 0, _ -> {
            try {
                return bodies.read(request(new byte[6 << 10], Map.of("content-length", "6144")), 8 << 10, 0, _ -> 200);
            } catch (Problem e) {
                return e.status();
            }
        });
        assertThat(status).isEqualTo(429);
        assertThat((int)
                        bodies.read(request(new byte[6 << 10], Map.of("content-length", "6144")), 8 << 10, 0, _ -> 200))
                .as("given back")
                .isEqualTo(200);
    }

    /** Half of the heap that the launcher gives a server, and ten bytes for a byte. */
    @Test
    void whatIsTooLargeForTheMemoryIsRefusedByItsLengthWithTheTrueBound() throws IOException {
        var bodies = new Bodies(40 << 20);
        int allowed = (40 << 20) / 11;
        var longer = Map.of("content-length", Integer.toString(allowed + 1));
        assertThatThrownBy(() -> bodies.read(request(new byte[0], longer), Bodies.MOST_BYTES, 10, it -> it))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.text().toString()).contains(Integer.toString(allowed)));
        var fits = Map.of("content-length", Integer.toString(allowed));
        assertThat((int) bodies.read(request(new byte[allowed], fits), Bodies.MOST_BYTES, 10, it -> it.length))
                .isEqualTo(allowed);
        byte[] packed = gzip(new byte[allowed / 2]);
        var gzip = Map.of("content-encoding", "gzip");
        assertThatThrownBy(() -> bodies.read(request(packed, gzip), Bodies.MOST_BYTES, 10, it -> it))
                .as("a hundred times its length")
                .isInstanceOf(Problem.class);
    }
}
