package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.PostgresServer;
import io.negawatt.app.live.Series;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreOptionsTest {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");
    private static final Pattern TOKEN = Pattern.compile("nw_\\S+");

    @TempDir
    Path home;

    private Program serve(String name, String address, Path password) throws Exception {
        var program = Program.start(
                home.resolve(name),
                "serve",
                "--port",
                "0",
                "--postgres",
                address,
                "--postgres-password-file",
                password.toString());
        program.await(() -> TOKEN.matcher(program.out()).find());
        return program;
    }

    private static String found(Pattern pattern, Program program) throws Exception {
        var found = pattern.matcher(program.out());
        assertThat(found.find()).as(program.out() + program.err()).isTrue();
        return found.group();
    }

    private static HttpResponse<String> call(Program program, String path, byte[] body) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(found(ADDRESS, program) + path))
                    .header("Authorization", "Bearer " + found(TOKEN, program));
            var made = body.length == 0
                    ? request.build()
                    : request.POST(BodyPublishers.ofByteArray(body)).build();
            return client.send(made, BodyHandlers.ofString());
        }
    }

    private static byte[] batch() {
        long nowMs = System.currentTimeMillis();
        var series = Series.of("power", Measure.POWER, "W", 1_000, Map.of("node", "shared-node", "channel", "gpu0"));
        var column = new Column(series, new long[] {nowMs - 2_000, nowMs - 1_000}, new double[] {300, 310});
        return BatchCodec.encode(new Batch("agent", 1, 1, List.of(column), List.of()));
    }

    @Test
    void twoServersShareADatabaseAndItsPasswordShowsNowhere() throws Exception {
        var bin = PostgresServer.installed();
        assumeTrue(bin.isPresent(), "no PostgreSQL server below /usr/lib/postgresql (Debian: apt install postgresql)");
        var password = home.resolve("password");
        Files.writeString(password, PostgresServer.PASSWORD + "\n");
        try (var database = PostgresServer.start(bin.get())) {
            try {
                var one = serve("one", database.address(), password);
                var other = serve("other", database.address(), password);
                assertThat(call(one, "/api/v1/ingest", batch()).statusCode()).isEqualTo(200);
                assertThat(call(other, "/api/v1/series", new byte[0]).body()).contains("shared-node");
                assertThat(call(other, "/api/v1/ingest", batch()).body()).contains("\"duplicate\":true");
                for (var program : List.of(one, other)) {
                    assertThat(Files.readString(Path.of("/proc/" + program.pid() + "/cmdline")))
                            .doesNotContain(PostgresServer.PASSWORD);
                    program.signal("TERM");
                    program.exitCode();
                    assertThat(program.out() + program.err()).doesNotContain(PostgresServer.PASSWORD);
                }
                refusedWithoutTheRightPassword(database);
            } finally {
                Program.endAll(home.resolve("one"));
                Program.endAll(home.resolve("other"));
            }
        }
    }

    private void refusedWithoutTheRightPassword(PostgresServer database) throws Exception {
        var wrong = home.resolve("wrong");
        Files.writeString(wrong, "a-wrong-secret");
        var program = Program.start(
                home.resolve("one"),
                "serve",
                "--port",
                "0",
                "--postgres",
                database.address(),
                "--postgres-password-file",
                wrong.toString());
        assertThat(program.exitCode()).isEqualTo(1);
        assertThat(program.err()).contains("password authentication failed").doesNotContain("a-wrong-secret");
    }
}
