package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a metered command to the alert of the budget that it is debited to, through the programs that people start. */
class ServedAlertsTest {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");
    private static final Pattern TOKEN = Pattern.compile("nw_\\S+");
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    /** Keeps a CPU busy until it is told that it is enough. */
    private static final String BUSY = "while [ ! -e \"$NEGAWATT_HOME/enough\" ]; do :; done";

    @TempDir
    Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private String token = "";

    @AfterEach
    void leaveNoProcess() {
        client.close();
        Program.endAll(home);
    }

    private interface Answered {
        Optional<JsonNode> ask() throws Exception;
    }

    private static JsonNode await(String what, Answered answered) throws Exception {
        long endNanos = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            var found = answered.ask();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime()).as(what + " never came").isLessThan(endNanos);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static String first(Pattern pattern, Program program) throws Exception {
        program.await(() -> pattern.matcher(program.out()).find());
        Matcher found = pattern.matcher(program.out());
        assertThat(found.find()).as(program.out() + program.err()).isTrue();
        return found.group();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return JsonMapper.shared().readTree(answer.body());
    }

    private Stream<JsonNode> list(String path) throws IOException, InterruptedException {
        return send(request(path)).valueStream();
    }

    /** {@return id of a budget of 1 J a day for a team} */
    private String budget(String team) throws IOException, InterruptedException {
        String terms =
                "{\"name\":\"%s\",\"measure\":\"energy\",\"period\":\"day\",\"limit\":1,\"labels\":{\"team\":\"%s\"}}"
                        .formatted(team, team);
        return send(request("/api/v1/budgets").POST(BodyPublishers.ofString(terms)))
                .path("id")
                .asString();
    }

    private Optional<JsonNode> of(String path, String field, String budget) throws IOException, InterruptedException {
        return list(path).filter(it -> it.path(field).asString().equals(budget)).findFirst();
    }

    @Test
    void aRunIsDebitedToTheBudgetOfItsLabelAndTheLimitRaisesAnAlert() throws Exception {
        var server = Program.start(home, "serve", "--port", "0");
        address = first(ADDRESS, server);
        token = first(TOKEN, server);
        String mine = budget("x");
        String other = budget("y");

        var run = Program.start(home, "run", "--label", "team=x", "--", "sh", "-c", BUSY);
        var debited = await(
                "the debit",
                () -> of("/api/v1/budgets", "id", mine)
                        .filter(it -> it.path("used").asDouble() > 1));
        assertThat(debited.path("state").asString()).isEqualTo("over");
        var alert = await(
                "the alert",
                () -> of("/api/v1/alerts", "budget", mine)
                        .filter(it -> it.path("state").asString().equals("firing")));
        assertThat(alert.path("detail").asString()).isNotBlank();
        assertThat(of("/api/v1/budgets", "id", other).orElseThrow().path("used").asDouble())
                .isZero();
        assertThat(of("/api/v1/alerts", "budget", other)).isEmpty();
        assertThat(send(request("/api/v1/now")).path("attention").valueStream())
                .as("what is worth attention")
                .anyMatch(it -> it.path("id").asString().equals(alert.path("id").asString()));

        Files.createFile(home.resolve("enough"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        server.signal("TERM");
        assertThat(server.exitCode()).isIn(0, 143);
    }
}
