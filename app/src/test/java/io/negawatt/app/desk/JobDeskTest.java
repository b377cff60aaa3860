package io.negawatt.app.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.app.access.Scope;
import io.negawatt.app.access.ServerFolder;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.MemoryStore;
import io.negawatt.app.run.Site;
import io.negawatt.app.server.BudgetDesk;
import io.negawatt.app.server.Desks;
import io.negawatt.app.server.Server;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.series.StepSeries;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs and plans as callers of a real server meet them. */
class JobDeskTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:07:00Z");
    private static final double CONTRACT_W = 100_000;

    @TempDir
    Path home;

    private final MemoryStore store = new MemoryStore();
    private Instant now = NOW;

    /** Clean and cheap at night, for forty days and as many hours more as are given. */
    private static StepSeries byHour(int hoursAhead, double middle, double swing) {
        var from = NOW.minus(Duration.ofDays(40)).truncatedTo(java.time.temporal.ChronoUnit.HOURS);
        int hours = 40 * 24 + hoursAhead;
        var values = IntStream.range(0, hours)
                .mapToObj(i ->
                        from.plus(Duration.ofHours(i)).atZone(ZoneOffset.UTC).getHour())
                .map(hour -> middle + swing * Math.cos((hour - 14) / 24.0 * 2 * Math.PI))
                .toList();
        return new StepSeries(List.of(new StepSeries.Block(from, Duration.ofHours(1), values)));
    }

    private static SiteSetting site(int hoursAhead, boolean priced) {
        var tariff = new Tariff("by the hour", "EUR", new Tariff.Series(byHour(hoursAhead, 0.2, 0.1)));
        var terms = new Site(
                        Optional.of("DE"),
                        priced ? Optional.of(tariff) : Optional.empty(),
                        OptionalDouble.of(1.2),
                        OptionalDouble.empty(),
                        IdlePolicy.USED,
                        1)
                .terms();
        var hourly = new Terms.HourlyFactor("test", byHour(hoursAhead, 400, 150));
        return new SiteSetting(
                "site",
                ZoneOffset.UTC,
                OptionalDouble.of(CONTRACT_W),
                new Terms(
                        terms.idlePolicy(),
                        terms.reservedFraction(),
                        terms.tariff(),
                        terms.location(),
                        terms.market(),
                        terms.pue(),
                        terms.wue(),
                        terms.ewf(),
                        terms.hardware(),
                        Optional.of(hourly)));
    }

    /** A server, and a caller with every scope. */
    private final class Served implements AutoCloseable {
        private final Server server;
        private final HttpClient client = HttpClient.newHttpClient();

        Served(SiteSetting site) {
            var place = new AtomicReference<>(site);
            var jobs = JobDesk.open(ServerFolder.of(home), place::get, store, () -> now);
            server = new Server(
                    new Server.Listening(InetAddress.getLoopbackAddress(), 0, Optional.empty()),
                    new Server.Mode("test", false, false, 100 << 20),
                    new Server.Ground(
                            Ledger.of(home),
                            store,
                            place,
                            new Desks(BudgetDesk.NONE, jobs, jobs, _ -> Optional.empty(), new RunFindings(place::get)),
                            List::of,
                            () -> now,
                            new Random(1),
                            System.err::println));
        }

        String secret(Optional<String> tenant) throws IOException {
            return server.newToken("t" + tenant, EnumSet.allOf(Scope.class), tenant)
                    .secret();
        }

        HttpResponse<String> call(String method, String path, String secret, String body)
                throws IOException, InterruptedException {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Authorization", "Bearer " + secret);
            return client.send(request.build(), BodyHandlers.ofString());
        }

        JsonNode json(String method, String path, String secret, String body) throws IOException, InterruptedException {
            var answer = call(method, path, secret, body);
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
            return JsonMapper.shared().readTree(answer.body());
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
        }
    }

    private static String job(String id, String tenant, int deadlineH, double hours, double watts) {
        return """
            {"id":"%s","tenant":"%s","release":"%s","deadline":"%s","duration_s":%s,"power_w":%s}\
            """.formatted(id, tenant, NOW, NOW.plus(Duration.ofHours(deadlineH)), hours * 3600, watts);
    }

    @Test
    void a_job_is_placed_where_it_is_clean_and_outlasts_the_server() throws Exception {
        String secret;
        try (var served = new Served(site(48, true))) {
            secret = served.secret(Optional.empty());
            assertThat(served.call("POST", "/api/v1/jobs", secret, job("a", "search", 30, 3, 20_000))
                            .statusCode())
                    .isEqualTo(201);
            var plan = served.json("GET", "/api/v1/plan", secret, "");
            var span = plan.path("jobs").path(0).path("spans").path(0);
            var from = Instant.parse(span.path("from").asString());
            assertThat(Duration.between(from, Instant.parse(span.path("to").asString())))
                    .isEqualTo(Duration.ofHours(3));
            assertThat(from.atZone(ZoneOffset.UTC).getHour()).isBetween(0, 1);
            assertThat(plan.path("feasible").asBoolean()).isTrue();
            assertThat(plan.path("hindsight").isNull()).isTrue();
            assertThat(plan.path("saved").path("location_g").path("mid").asDouble())
                    .isPositive();
            // All rates are known, so that nothing is left to doubt.
            assertThat(plan.path("saved").path("location_g").path("low").asDouble())
                    .isEqualTo(
                            plan.path("saved").path("location_g").path("high").asDouble());
            assertThat(plan.path("jobs").path(0).path("why").asString()).contains("g/kWh");
        }
        try (var again = new Served(site(48, true))) {
            assertThat(again.json("GET", "/api/v1/jobs", secret, "").size()).isEqualTo(1);
            assertThat(again.call("DELETE", "/api/v1/jobs/a", secret, "").statusCode())
                    .isEqualTo(204);
            assertThat(again.json("GET", "/api/v1/plan", secret, "")
                            .path("jobs")
                            .size())
                    .isZero();
        }
    }

    @Test
    void beyond_what_is_known_a_forecast_says_how_sure_it_is() throws Exception {
        var noisy = site(0, true);
        try (var served = new Served(noisy)) {
            String secret = served.secret(Optional.empty());
            served.call("POST", "/api/v1/jobs", secret, job("a", "search", 30, 3, 20_000));
            var plan = served.json("GET", "/api/v1/plan?objective=cost", secret, "");
            var saved = plan.path("saved");
            assertThat(saved.path("cost").path("amount").asDouble()).isPositive();
            assertThat(saved.path("location_g").path("low").asDouble())
                    .isLessThanOrEqualTo(saved.path("location_g").path("mid").asDouble());
            var curve = served.json("POST", "/api/v1/plan/deadlines?job=a", secret, "{\"objective\":\"carbon\"}");
            var points = curve.path("points");
            assertThat(points.size()).isGreaterThan(5);
            assertThat(points.path(points.size() - 1)
                            .path("saved_fraction")
                            .path("mid")
                            .asDouble())
                    .isGreaterThan(
                            points.path(0).path("saved_fraction").path("mid").asDouble());
        }
    }

    @Test
    void the_contract_is_kept_and_what_cannot_be_is_said() throws Exception {
        meter(60_000);
        try (var served = new Served(site(48, true))) {
            String secret = served.secret(Optional.empty());
            served.call("POST", "/api/v1/jobs", secret, job("a", "search", 30, 3, 25_000));
            served.call("POST", "/api/v1/jobs", secret, job("b", "search", 30, 3, 25_000));
            var plan = served.json("GET", "/api/v1/plan", secret, "");
            assertThat(plan.path("peak_w").asDouble()).isLessThanOrEqualTo(CONTRACT_W + 1e-6);
            assertThat(plan.path("import_w").path(0).asDouble()).isCloseTo(60_000 * 1.2, within(1.0));
            assertThat(plan.path("feasible").asBoolean()).isTrue();
            served.call("POST", "/api/v1/jobs", secret, job("c", "search", 30, 3, 45_000));
            var full = served.json("GET", "/api/v1/plan", secret, "");
            assertThat(full.path("feasible").asBoolean()).isFalse();
            assertThat(full.path("reasons").path(0).asString()).contains("c");
        }
    }

    /** The last hours of a node at a steady power. */
    private void meter(double watts) throws IOException {
        var series = Names.power("", Names.POWER, 60_000, Map.of(Names.NODE, "n1", Names.COMPONENT, "compute"));
        long end = NOW.toEpochMilli();
        long[] times = IntStream.range(0, 6 * 60)
                .mapToLong(i -> end - 60_000L * (6 * 60 - i))
                .toArray();
        double[] values =
                IntStream.range(0, times.length).mapToDouble(_ -> watts).toArray();
        store.append(new Batch("n1", 1, 0, List.of(new Column(series, times, values)), List.of()));
    }

    @Test
    void an_approved_plan_is_an_action_that_can_be_put_back() throws Exception {
        try (var served = new Served(site(48, true))) {
            String secret = served.secret(Optional.empty());
            served.call("POST", "/api/v1/jobs", secret, job("a", "search", 30, 3, 25_000));
            var later = NOW.plus(Duration.ofHours(40));
            String changes =
                    "{\"objective\":\"cost\",\"changes\":[{\"id\":\"a\",\"deadline\":\"%s\"}]}".formatted(later);
            var plan = served.json("POST", "/api/v1/plan/approval", secret, changes);
            assertThat(plan.path("jobs").path(0).path("why").asString()).contains("approved");
            assertThat(plan.path("jobs").path(0).path("job").path("deadline").asString())
                    .isEqualTo(later.toString());
            served.json("POST", "/api/v1/plan/approval", secret, "{}");
            var actions = served.json("GET", "/api/v1/actions", secret, "");
            assertThat(actions.size())
                    .as("a plan that changes nothing is no action")
                    .isEqualTo(1);
            assertThat(actions.path(0).path("state").asString()).isEqualTo("active");
            String id = actions.path(0).path("id").asString();
            var restored = served.json("POST", "/api/v1/actions/" + id + "/reversal", secret, "");
            assertThat(restored.path("state").asString()).isEqualTo("restored");
            assertThat(served.call("POST", "/api/v1/actions/" + id + "/reversal", secret, "")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(served.json("GET", "/api/v1/jobs", secret, "")
                            .path(0)
                            .path("deadline")
                            .asString())
                    .isEqualTo(NOW.plus(Duration.ofHours(30)).toString());
        }
    }

    @Test
    void a_tenant_plans_its_own_jobs_and_cannot_touch_those_of_others() throws Exception {
        try (var served = new Served(site(48, true))) {
            String search = served.secret(Optional.of("search"));
            String finance = served.secret(Optional.of("finance"));
            served.call("POST", "/api/v1/jobs", search, job("a", "search", 30, 3, 25_000));
            assertThat(served.json("GET", "/api/v1/jobs", finance, "").size()).isZero();
            assertThat(served.json("GET", "/api/v1/plan", finance, "")
                            .path("jobs")
                            .size())
                    .isZero();
            assertThat(served.call("DELETE", "/api/v1/jobs/a", finance, "").statusCode())
                    .isEqualTo(404);
            assertThat(served.call("POST", "/api/v1/jobs", finance, job("a", "finance", 30, 3, 1))
                            .statusCode())
                    .isEqualTo(409);
            assertThat(served.call("POST", "/api/v1/plan/deadlines?job=a", finance, "{}")
                            .statusCode())
                    .isEqualTo(404);
            served.json("POST", "/api/v1/plan/approval", finance, "{}");
            assertThat(served.json("GET", "/api/v1/plan", search, "")
                            .path("jobs")
                            .size())
                    .isEqualTo(1);
            assertThat(served.json("GET", "/api/v1/actions", search, "").size()).isZero();
        }
    }

    @Test
    void without_a_price_nothing_is_planned_by_cost_and_the_plan_says_so() throws Exception {
        try (var served = new Served(site(48, false))) {
            String secret = served.secret(Optional.empty());
            served.call("POST", "/api/v1/jobs", secret, job("a", "search", 30, 3, 25_000));
            var plan = served.json("GET", "/api/v1/plan?objective=cost", secret, "");
            assertThat(plan.path("reasons").path(0).asString()).contains("--price");
            assertThat(plan.path("saved").path("location_g").path("mid").asDouble())
                    .isZero();
            assertThat(plan.path("saved").path("cost").isNull()).isTrue();
        }
    }

    @Test
    void jobs_that_are_over_leave_and_bad_ones_are_refused() throws Exception {
        try (var served = new Served(site(48, true))) {
            String secret = served.secret(Optional.empty());
            served.call("POST", "/api/v1/jobs", secret, job("a", "search", 5, 3, 25_000));
            now = NOW.plus(Duration.ofHours(7));
            assertThat(served.json("GET", "/api/v1/jobs", secret, "").size()).isZero();
            var past = served.call("POST", "/api/v1/jobs", secret, job("b", "search", 5, 3, 25_000));
            assertThat(past.statusCode()).isEqualTo(400);
            assertThat(past.body()).contains("deadline");
        }
    }
}
