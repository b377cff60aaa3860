package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.EmbeddedStore;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.Series;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code negawatt serve} under the load of four writers is killed by {@code kill -9} at any moment and started again. A writer sends a
 * batch until it is acknowledged. In the end every sample is there once with its value, and nothing else is.
 */
class ServeCommandKilledTest {
    private static final int ROUNDS =
            System.getProperty("negawatt.faults", "short").equals("long") ? 200 : 2;

    private static final int WRITERS = 4;
    private static final int DEVICES = 250;
    private static final int STEPS = 60;
    private static final Pattern ADDRESS = Pattern.compile("http://localhost:\\d+");
    private static final Pattern TOKEN = Pattern.compile("nw_\\S+");

    @TempDir
    Path home;

    /** Six days ago: samples are kept for seven. */
    private final long startMs = (System.currentTimeMillis() / 3_600_000 - 144) * 3_600_000;

    private final AtomicBoolean going = new AtomicBoolean(true);
    private volatile String address = "";
    private volatile String token = "";

    @AfterEach
    void leaveNoProcess() {
        Program.endAll(home);
    }

    private static double watts(int writer, int device, long step) {
        return Math.floorMod((writer * 131L + device * 31L + step * 7L) * 2_654_435_761L, 7_000) / 10.0;
    }

    private static Series series(int writer, int device) {
        return Series.of(
                "power", Measure.POWER, "W", 1_000, Map.of("writer", "w" + writer, "device", Integer.toString(device)));
    }

    private byte[] batch(int writer, long sequence) {
        var times = new long[STEPS];
        for (int i = 0; i < STEPS; i++) {
            times[i] = startMs + (sequence * STEPS + i + 1) * 1_000;
        }
        var columns = new ArrayList<Column>();
        for (int device = 0; device < DEVICES; device++) {
            var values = new double[STEPS];
            for (int i = 0; i < STEPS; i++) {
                values[i] = watts(writer, device, sequence * STEPS + i + 1);
            }
            columns.add(new Column(series(writer, device), times, values));
        }
        return BatchCodec.encode(new Batch("writer" + writer, 1, sequence, columns, List.of()));
    }

    /** Sends batch after batch, each until it is acknowledged; {@return how many} */
    private long write(int writer) throws InterruptedException {
        long sequence = 0;
        try (var client = HttpClient.newHttpClient()) {
            for (; going.get(); sequence++) {
                byte[] body = batch(writer, sequence);
                while (!sent(client, body)) {
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }
        }
        return sequence;
    }

    private boolean sent(HttpClient client, byte[] body) throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + "/api/v1/ingest"))
                    .timeout(Duration.ofSeconds(30))
                    .header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofByteArray(body));
            var answer = client.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429, 503);
            return answer.statusCode() == 200;
        } catch (IOException killedMeanwhile) {
            return false;
        }
    }

    private Program start() throws Exception {
        var program = Program.start(home, "serve", "--port", "0");
        program.await(() -> ADDRESS.matcher(program.out()).find() && (!token.isEmpty() || hasToken(program)));
        var found = ADDRESS.matcher(program.out());
        assertThat(found.find()).as(program.out() + program.err()).isTrue();
        address = found.group();
        if (token.isEmpty()) {
            var secret = TOKEN.matcher(program.out());
            assertThat(secret.find()).isTrue();
            token = secret.group();
        }
        return program;
    }

    private static boolean hasToken(Program program) throws IOException {
        return TOKEN.matcher(program.out()).find();
    }

    @Test
    void aKilledServerLosesNothingThatItAcknowledged() throws Exception {
        var random = new Random(3);
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            var program = start();
            var writers = new ArrayList<Future<Long>>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(pool.submit((Callable<Long>) () -> write(writer)));
            }
            long began = System.nanoTime();
            for (int round = 0; round < ROUNDS; round++) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
                program.handle().destroyForcibly();
                program.exitCode();
                program = start();
            }
            going.set(false);
            var acknowledged = new ArrayList<Long>();
            for (var writer : writers) {
                acknowledged.add(writer.get());
            }
            double elapsedS = (System.nanoTime() - began) * 1e-9;
            program.handle().destroyForcibly();
            program.exitCode();
            long samples = check(acknowledged);
            System.out.printf(
                    "%d kills of the server, %,d samples acknowledged (%,.0f a second of all the time), none lost%n",
                    ROUNDS, samples, samples / elapsedS);
        } finally {
            going.set(false);
        }
    }

    private long check(List<Long> acknowledged) throws Exception {
        var steps = new TreeMap<Series, Long>(Series.ORDER);
        try (var store = EmbeddedStore.open(home.resolve("live"))) {
            assertThat(store.status().damaged()).isZero();
            store.samples(Selection.ALL, 0, Long.MAX_VALUE, column -> {
                int writer = Integer.parseInt(
                        column.series().labels().getOrDefault("writer", "").substring(1));
                int device = Integer.parseInt(column.series().labels().getOrDefault("device", ""));
                long step = steps.getOrDefault(column.series(), 0L);
                for (int i = 0; i < column.size(); i++) {
                    step++;
                    if (column.timesMs()[i] != startMs + step * 1_000
                            || column.values()[i] != watts(writer, device, step)) {
                        throw new AssertionError("step %d of %s is %d ms, %s W"
                                .formatted(step, column.series().labels(), column.timesMs()[i], column.values()[i]));
                    }
                }
                steps.put(column.series(), step);
            });
        }
        long samples = 0;
        for (int writer = 0; writer < WRITERS; writer++) {
            for (int device = 0; device < DEVICES; device++) {
                assertThat(steps).containsEntry(series(writer, device), acknowledged.get(writer) * STEPS);
                samples += acknowledged.get(writer) * STEPS;
            }
        }
        return samples;
    }
}
