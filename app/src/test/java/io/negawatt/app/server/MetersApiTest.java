package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetersApiTest {
    @TempDir
    Path home;

    /** Readings of a site's nodes that stopped an hour ago. */
    private static byte[] old(int nodes) {
        long thenMs = System.currentTimeMillis() / 1000 * 1000 - 3_600_000;
        var columns = new ArrayList<Column>();
        for (int i = 0; i < nodes; i++) {
            var labels = Map.of(Names.NODE, "quiet-" + i, Names.METER, "nvml", Names.COMPONENT, "compute");
            columns.add(new Column(Names.power("", Names.POWER, 1000, labels), new long[] {thenMs}, new double[] {7}));
        }
        return BatchCodec.encode(new Batch("quiet", 1, 0, columns, List.of()));
    }

    /** What a node that fell silent is told by, for a tenant of its own, so that the demonstration's meters stay out. */
    private List<JsonNode> attention(int nodes) throws Exception {
        try (var test = new TestServer(home.resolve(Integer.toString(nodes)), false)) {
            var sender =
                    Optional.of(test.token(Scope.INGEST, Optional.of("blue")).secret());
            assertThat(test.call("POST", "/api/v1/ingest", sender, old(nodes), Map.of())
                            .statusCode())
                    .isEqualTo(200);
            var reader = Optional.of(test.token(Scope.READ, Optional.of("blue")).secret());
            return JsonMapper.shared()
                    .readTree(test.get("/api/v1/now", reader).body())
                    .path("attention")
                    .valueStream()
                    .filter(it -> it.path("id").asString().startsWith("meter"))
                    .toList();
        }
    }

    @Test
    void aFewSilentMetersAreToldOneByOne() throws Exception {
        assertThat(attention(3))
                .hasSize(3)
                .allSatisfy(it -> assertThat(it.path("title").asString()).contains("quiet-"));
    }

    @Test
    void manySilentMetersAreToldTogether() throws Exception {
        var lines = attention(40);
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast().path("title").asString()).startsWith("39 ");
        assertThat(lines.getLast().path("detail").asString()).contains("quiet-");
    }
}
