package io.negawatt.app.server;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.ingest.OtlpMetrics;
import io.negawatt.app.live.BatchCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Where samples come in and telemetry goes out, and what tells whether the server is well. */
final class DoorsApi {
    private final Platform platform;
    private final Intake intake;
    private final Supplier<State> state;
    private final long epoch;
    private final AtomicLong sequence = new AtomicLong();

    /** How the server is. */
    enum State {
        STARTING,
        OK,
        READ_ONLY,
        STOPPING
    }

    DoorsApi(Platform platform, Intake intake, Supplier<State> state) {
        this.platform = platform;
        this.intake = intake;
        this.state = state;
        this.epoch = platform.clock().millis();
    }

    List<Operation> operations() {
        return List.of(
                Operation.ingest("ingest", "/api/v1/ingest", this::ingest),
                Operation.ingest("ingestOtlp", "/v1/metrics", this::otlp),
                Operation.get(
                        "getMetrics",
                        "/metrics",
                        io.negawatt.app.access.Scope.READ,
                        call -> Answer.text("text/plain; version=0.0.4", new MetricsPage(platform, intake).of(call))),
                Operation.open("getHealth", "/health", _ -> Answer.of(health("ok"))),
                Operation.open("getReady", "/ready", _ -> ready()),
                Operation.open("getOpenApi", "/openapi", _ -> openApi()));
    }

    record Ingested(String source, long epoch, long sequence, int samples, boolean duplicate) {}

    private Answer ingest(Call call) throws IOException {
        var batch = BatchCodec.decode(call.body());
        var appended = intake.take(batch, call.token());
        return Answer.of(
                new Ingested(batch.source(), batch.epoch(), batch.sequence(), appended.stored(), appended.repeated()));
    }

    /** A retry repeats the times of its samples, which then are stored once; so its batch may have a new number. */
    private Answer otlp(Call call) throws IOException {
        boolean json = call.request()
                .header("Content-Type")
                .filter(it -> it.startsWith(Answer.JSON))
                .isPresent();
        String source =
                "otlp/" + call.token().map(it -> it.source().orElse(it.id())).orElse("-");
        var read = json ? OtlpMetrics.ofJson(call.body()) : OtlpMetrics.ofProtobuf(call.body());
        if (read.columns().isEmpty()) {
            return otlpAnswer(json, read);
        }
        for (var batch : read.batches(source, epoch, sequence)) {
            var only = call.token().flatMap(it -> it.source());
            intake.take(only.isPresent() ? named(batch, only.get()) : batch, call.token());
        }
        return otlpAnswer(json, read);
    }

    private static io.negawatt.app.live.Batch named(io.negawatt.app.live.Batch batch, String source) {
        return new io.negawatt.app.live.Batch(source, batch.epoch(), batch.sequence(), batch.columns(), batch.gaps());
    }

    private static Answer otlpAnswer(boolean json, OtlpMetrics read) {
        return json ? Answer.of(read.answerJson()) : Answer.of("application/x-protobuf", read.answerProtobuf());
    }

    record Health(String status, String version) {}

    private Health health(String status) {
        return new Health(status, platform.setting().version());
    }

    private Answer ready() {
        var now = state.get();
        boolean ok = now == State.OK && platform.live().status().trouble().isEmpty();
        String word = Call.word(ok || now != State.OK ? now : State.READ_ONLY);
        return ok
                ? Answer.of(health(word))
                : new Answer.Whole(
                        503, Map.of("Content-Type", Answer.JSON, "Retry-After", "1"), Wire.bytes(health(word)));
    }

    private static Answer openApi() throws IOException {
        try (InputStream in = DoorsApi.class.getResourceAsStream("openapi.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the program lacks openapi.yaml");
            }
            return Answer.of("application/yaml", in.readAllBytes());
        }
    }
}
