package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Selection;
import io.negawatt.app.store.Journal;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.RunLabels;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.units.Energy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs of another process, as callers of the server see them while they go on. */
class LiveRunsTest {
    private static final double WATTS = 250;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path home;

    /** A run that another process would write: 250 W of a CPU, all its own. */
    private final class Elsewhere implements AutoCloseable {
        private final OpenRun run = Ledger.of(home).newRun();
        private final Journal journal;
        private final List<RunEvent> events = new ArrayList<>();
        private Instant at;

        Elsewhere(Map<String, String> labels, Instant from) throws Exception {
            at = from;
            new RunLabels(labels).write(run.folder());
            var channel = new Channel(
                    "cpu",
                    "rapl",
                    "CPU",
                    Component.COMPUTE,
                    io.negawatt.core.meter.Scope.DEVICE,
                    Tier.COUNTER,
                    Activity.TIME,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Channel.Bounds.within(0.02));
            var terms = new io.negawatt.app.demo.Demo(() -> from).site().terms();
            var started = new RunEvent.Started(
                    from,
                    run.folder().id(),
                    "train.py",
                    List.of("python", "train.py"),
                    "elsewhere",
                    Optional.empty(),
                    0.1,
                    List.of(channel),
                    terms.from(from),
                    "test");
            events.add(started);
            journal = run.startJournal(started);
        }

        String id() {
            return run.folder().id();
        }

        void goOn(int seconds) throws Exception {
            for (int i = 0; i < 10 * seconds; i++) {
                var to = at.plusMillis(100);
                append(new RunEvent.Polled(
                        to, List.of(new Reading.Used(at, to, Energy.ofJoules(WATTS / 10))), List.of()));
                at = to;
            }
        }

        private void append(RunEvent event) throws Exception {
            events.add(event);
            journal.append(event);
        }

        void end() throws Exception {
            append(new RunEvent.Finished(at, 0));
            run.writeAccount(AccountBuilder.accountOf(events));
        }

        @Override
        public void close() throws java.io.IOException {
            journal.close();
            run.close();
        }
    }

    private static JsonNode json(TestServer test, String path, String secret) throws Exception {
        var answer = test.get(path, Optional.of(secret));
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static JsonNode row(TestServer test, String id, String secret) throws Exception {
        for (var row : json(test, "/api/v1/runs?limit=100", secret).path("items")) {
            if (row.path("id").asString().equals(id)) {
                return row;
            }
        }
        return JsonMapper.shared().nullNode();
    }

    @Test
    void a_run_is_a_row_with_its_power_while_it_goes_on_and_a_closed_one_after() throws Exception {
        try (var test = new TestServer(home, false, Optional.empty(), false);
                var run = new Elsewhere(
                        Map.of("tenant", "blue", "team", "search"),
                        Instant.now().minusSeconds(30))) {
            run.goOn(20);
            String secret = test.token(Scope.READ, Optional.of("blue")).secret();
            await(
                    "a live row",
                    () -> row(test, run.id(), secret).path("power_w").isNumber());
            var row = row(test, run.id(), secret);
            assertThat(row.path("status").asString()).isEqualTo("live");
            assertThat(row.path("power_w").asDouble()).isCloseTo(WATTS * 1.21, within(5.0));
            var account = json(test, "/api/v1/runs/" + run.id(), secret);
            assertThat(account.path("status").asString()).isEqualTo("live");
            assertThat(json(test, "/api/v1/runs/" + run.id() + "/power", secret)
                            .path("power")
                            .size())
                    .isPositive();
            assertThat(json(test, "/api/v1/runs/" + run.id() + "/findings", secret)
                            .size())
                    .isZero();
            assertThat(test.get("/api/v1/runs/" + run.id() + "/samples", Optional.of(secret))
                            .statusCode())
                    .isEqualTo(409);
            var stranger =
                    Optional.of(test.token(Scope.READ, Optional.of("green")).secret());
            for (var path : List.of("", "/power", "/findings", "/samples")) {
                assertThat(test.get("/api/v1/runs/" + run.id() + path, stranger).statusCode())
                        .isEqualTo(404);
            }
            run.end();
            await(
                    "a closed row",
                    () -> row(test, run.id(), secret).path("status").asString().equals("complete"));
            assertThat(row(test, run.id(), secret).path("power_w").isNull()).isTrue();
            assertThat(test.log).isEmpty();
        }
    }

    @Test
    void what_it_is_charged_with_is_in_the_store_under_its_labels_and_stays_the_same_when_followed_again()
            throws Exception {
        var from = Instant.now().minusSeconds(60);
        try (var run = new Elsewhere(Map.of("tenant", "blue", "team", "search"), from)) {
            run.goOn(20);
            var selection = new Selection(
                    Optional.of("blue"),
                    Optional.of(Names.ATTRIBUTED),
                    List.of(io.negawatt.app.live.Matcher.is("team", "search")));
            var sums = new ArrayList<Double>();
            for (int life = 0; life < 2; life++) {
                try (var test = new TestServer(home, false)) {
                    await(
                            "samples of the run",
                            () -> !test.store.series(selection).isEmpty());
                    assertThat(test.store.series(selection)).singleElement().satisfies(series -> {
                        assertThat(series.labels())
                                .containsEntry(Names.RUN, run.id())
                                .containsEntry(Names.JOB, "train.py")
                                .containsEntry(Names.NODE, "elsewhere")
                                .containsEntry("team", "search");
                    });
                    double[] sum = new double[1];
                    test.store.samples(selection, 0, Long.MAX_VALUE, column -> {
                        for (double joules : column.values()) {
                            sum[0] += joules;
                        }
                    });
                    sums.add(sum[0]);
                }
            }
            assertThat(sums.get(0)).isCloseTo(20 * WATTS, within(2 * WATTS + 1));
            assertThat(sums.get(1)).isEqualTo(sums.get(0));
        }
    }

    @Test
    void on_a_node_without_meters_the_flow_has_what_it_is_charged_with() throws Exception {
        try (var test = new TestServer(home, false, Optional.empty(), false);
                var run = new Elsewhere(Map.of("tenant", "blue"), Instant.now().minusSeconds(20))) {
            run.goOn(20);
            String secret = test.token(Scope.READ, Optional.of("blue")).secret();
            await(
                    "a flow",
                    () -> !json(test, "/api/v1/now", secret).path("power_w").isNull());
            var flow = json(test, "/api/v1/now", secret).path("flow");
            assertThat(flow.path("consumers").path(0).path("run").asString()).isEqualTo(run.id());
            double parts = 0;
            for (var source : flow.path("sources")) {
                parts += source.path("power_w").asDouble();
            }
            assertThat(parts).isCloseTo(flow.path("total_w").asDouble(), within(1e-6));
        }
    }
}
