package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.ingest.OtlpHardware;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.app.store.Reasons;
import io.negawatt.core.meter.BearerFile;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/**
 * Tells an OpenTelemetry collector what the meters read, over HTTP in protobuf. Energy is told as a total that only rises, so that a
 * request that fails loses nothing: the next says more. Redirects are not followed, since they would carry the token elsewhere.
 */
public final class OtlpPush implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final long LEAST_MS = 1_000;
    private static final long MOST_MS = 600_000;
    private static final int LONGEST_REASON = 200;
    private static final int MOST_ANSWER = 1 << 16;

    private final Settings settings;
    private final LiveStore live;
    private final InstantSource clock;
    private final Consumer<Message> log;
    private final EnergyTotals totals;
    private final Set<Series> begun = new HashSet<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("otlp-push").factory());
    private Optional<Message> told = Optional.empty();

    /**
     * Where to send, and how often.
     *
     * @param endpoint address of the collector; {@code /v1/metrics} is added where it has no path
     * @param tokenFile file with a token that goes along as {@code Bearer}; empty for none
     * @param every time between two requests, 1 s to 10 min
     * @param version version of the program
     */
    public record Settings(URI endpoint, Optional<Path> tokenFile, Duration every, String version) {
        /** @throws BadInputException where the time is out of its range, or the address is of no use */
        public Settings {
            if (every.toMillis() < LEAST_MS || every.toMillis() > MOST_MS) {
                throw BadInputException.of("otlp.every", every.toMillis() / 1e3);
            }
            boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
            if (!http || endpoint.getHost() == null || endpoint.getUserInfo() != null) {
                throw BadInputException.of("otlp.endpoint", endpoint.toString().replaceFirst("//[^/@]*@", "//…@"));
            }
            boolean bare = endpoint.getPath().isEmpty() || endpoint.getPath().equals("/");
            endpoint = bare ? endpoint.resolve("/v1/metrics") : endpoint;
        }
    }

    /** Prepares; totals begin now. {@link #start} sends. */
    public OtlpPush(Settings settings, LiveStore live, InstantSource clock, Consumer<Message> log) {
        this.settings = settings;
        this.live = live;
        this.clock = clock;
        this.log = log;
        this.totals = new EnergyTotals(live, clock.millis());
    }

    /** Sends from now on. */
    public void start() {
        long everyMs = settings.every().toMillis();
        var _ = timer.scheduleWithFixedDelay(this::push, everyMs, everyMs, TimeUnit.MILLISECONDS);
    }

    /** Sends what there is; {@return whether the collector took it} Somebody is told when that changes. */
    synchronized boolean push() {
        Optional<Message> failed;
        try {
            var fresh = new HashSet<Series>();
            var request = request(fresh);
            failed = request.points() == 0 ? Optional.empty() : send(request.toBytes());
            if (failed.isEmpty()) {
                begun.addAll(fresh);
            }
        } catch (IOException e) {
            failed = Optional.of(Message.of("otlp.failed", settings.endpoint(), Reasons.of(e)));
        } catch (RuntimeException e) {
            // Whatever it was, the timer must go on.
            failed = Optional.of(Message.of("otlp.failed", settings.endpoint(), e.toString()));
        }
        if (!failed.map(Message::key).equals(told.map(Message::key))) {
            log.accept(failed.orElseGet(() -> Message.of("otlp.delivers", settings.endpoint())));
            told = failed;
        }
        return failed.isEmpty();
    }

    /** Who reads counters needs two points: those of a series begin with the 0 J that it began with. */
    private OtlpHardware request(Set<Series> fresh) throws IOException {
        long nowMs = clock.millis();
        var request = new OtlpHardware(settings.version());
        for (var total : totals.upTo(nowMs)) {
            if (total.series().measure() != Measure.LEVEL) {
                if (!begun.contains(total.series())) {
                    fresh.add(total.series());
                    request.energy(total.series(), 0, total.startMs(), total.startMs());
                }
                request.energy(total.series(), total.joules(), total.startMs(), nowMs);
            }
        }
        for (var draw : Draw.now(live, Optional.empty(), Names.METERED, nowMs)) {
            request.power(draw.series(), draw.watts(), draw.atMs());
        }
        return request;
    }

    private Optional<Message> send(byte[] body) throws IOException {
        var request = HttpRequest.newBuilder(settings.endpoint())
                .timeout(ANSWER)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed(body)));
        if (settings.tokenFile().isPresent()) {
            var file = settings.tokenFile().get();
            var authorization = new BearerFile(file).authorization();
            if (authorization.isEmpty()) {
                return Optional.of(Message.of("otlp.token", settings.endpoint(), file));
            }
            request.header("Authorization", authorization.get());
        }
        try {
            return outcome(client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(Message.of("otlp.failed", settings.endpoint(), "interrupted"));
        }
    }

    private Optional<Message> outcome(HttpResponse<InputStream> answer) throws IOException {
        try (var in = answer.body()) {
            byte[] said = in.readNBytes(MOST_ANSWER);
            if (answer.statusCode() / 100 != 2) {
                String text = new String(said, 0, Math.min(said.length, LONGEST_REASON), StandardCharsets.UTF_8);
                return Optional.of(Message.of(
                        "otlp.refused", settings.endpoint(), answer.statusCode(), text.replaceAll("\\s+", " ")));
            }
            long rejected = OtlpHardware.rejected(said);
            return rejected == 0
                    ? Optional.empty()
                    : Optional.of(Message.of("otlp.rejected", settings.endpoint(), rejected));
        }
    }

    private static byte[] packed(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    /** Sends once more, and ends. */
    @Override
    public void close() {
        timer.shutdown();
        push();
        client.shutdownNow();
    }
}
