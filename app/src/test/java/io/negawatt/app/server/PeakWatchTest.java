package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.access.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PeakWatchTest {
    @TempDir
    Path home;

    private static TestServer server(Path home, OptionalDouble contractW) throws Exception {
        return new TestServer(
                home,
                false,
                Optional.empty(),
                true,
                it -> new SiteSetting(it.name(), it.clock(), contractW, it.terms()));
    }

    private static List<JsonNode> peaks(TestServer test, Optional<String> tenant) throws Exception {
        var secret = Optional.of(test.token(Scope.READ, tenant).secret());
        var answer = test.get("/api/v1/now", secret);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared()
                .readTree(answer.body())
                .path("attention")
                .valueStream()
                .filter(it -> it.path("id").asString().startsWith("peak:"))
                .toList();
    }

    private static double mid(JsonNode band, int step) {
        return band.path("mid").path(step).asDouble();
    }

    /** It says when, how much beyond, and leads to where something can be done: what load less sun tells in the outlook. */
    @Test
    void aPeakBeyondTheContractIsToldBeforeItComes() throws Exception {
        try (var test = server(home, OptionalDouble.of(100_000))) {
            var peak = peaks(test, Optional.empty());
            assertThat(peak).hasSize(1);
            var secret = Optional.of(test.token(Scope.READ, Optional.empty()).secret());
            var outlook = JsonMapper.shared()
                    .readTree(test.get("/api/v1/outlook", secret).body());
            var load = outlook.path("load_forecast_w");
            double mostW = 0;
            for (int i = 0; i < load.path("mid").size(); i++) {
                mostW = Math.max(mostW, mid(load, i) - mid(outlook.path("solar_forecast_w"), i));
            }
            assertThat(peak.getFirst().path("title").asString()).contains("%.0f kW".formatted(mostW / 1e3));
            assertThat(peak.getFirst().path("detail").asString())
                    .contains("%.0f kW".formatted(mostW / 1e3 - 100), "100 kW");
            assertThat(peak.getFirst().path("link").path("target").asString()).isEqualTo("/plan");
            assertThat(peaks(test, Optional.of("vision")))
                    .as("of one who sees a tenant alone")
                    .isEmpty();
        }
    }

    @Test
    void aContractThatIsKeptOrMissingIsNoMatter() throws Exception {
        try (var test = server(home.resolve("kept"), OptionalDouble.of(10e6))) {
            assertThat(peaks(test, Optional.empty())).isEmpty();
        }
        try (var test = server(home.resolve("none"), OptionalDouble.empty())) {
            assertThat(peaks(test, Optional.empty())).isEmpty();
        }
    }
}
