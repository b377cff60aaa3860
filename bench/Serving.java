import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What `negawatt serve` takes over HTTP on loopback: 4,000 series of 1,800 steps from four writers, each of which waits until its
 * batch is durable before it sends the next, with questions meanwhile. Batches are encoded beforehand.
 *
 * Arguments: the launcher, then series and steps of a batch, then how often the whole is sent, then for how many minutes the same
 * series go on in real time, at ten samples a second.
 */
final class Serving {
    private static final int SERIES = 4_000;
    private static final int STEPS = 1_800;
    private static final int WRITERS = 4;
    private static final long TICKS_PER_S = 100;
    private static final int LIVE_SAMPLES_PER_S = 10;

    public static void main(String[] args) throws Exception {
        int series = args.length > 1 ? Integer.parseInt(args[1]) : 250;
        int steps = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        int rounds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        int minutes = args.length > 4 ? Integer.parseInt(args[4]) : 0;
        var home = Files.createTempDirectory("negawatt-serving");
        long began = System.nanoTime();
        var process = new ProcessBuilder(args[0], "serve", "--port", "0", "--home", home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            var server = Server.of(out, process.pid());
            server.get("/health");
            System.out.printf("first response %.2f s after the start%n", (System.nanoTime() - began) * 1e-9);
            TimeUnit.SECONDS.sleep(2);
            System.out.printf("resident when idle: %d MB%n", server.status("VmRSS") >> 10);
            for (int round = 0; round < rounds; round++) {
                measure(server, home, round, series, steps);
            }
            System.out.printf("most resident memory: %d MB%n", server.status("VmHWM") >> 10);
            goOn(server, series, minutes);
        } finally {
            process.destroy();
            process.waitFor();
            try (var files = Files.walk(home)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(it -> it.toFile().delete());
            }
        }
    }

    private record Server(HttpClient client, String address, String token, long pid) {
        static Server of(BufferedReader out, long pid) throws IOException {
            String address = "";
            String token = "";
            while (token.isEmpty()) {
                String line = out.readLine();
                if (line == null) {
                    throw new IOException("the server ended before it told its token");
                }
                int at = line.indexOf("http://");
                address = at >= 0 ? line.substring(at).strip().replaceFirst("/$", "") : address;
                int secret = line.indexOf("nw_");
                token = secret >= 0 ? line.substring(secret).strip() : "";
            }
            return new Server(HttpClient.newHttpClient(), address, token, pid);
        }

        String get(String path) throws IOException, InterruptedException {
            return client.send(request(path).build(), BodyHandlers.ofString()).body();
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token);
        }

        void post(byte[] batch) throws IOException, InterruptedException {
            var request = request("/api/v1/ingest")
                    .POST(BodyPublishers.ofByteArray(batch))
                    .build();
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
        }

        long status(String name) throws IOException {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(it -> it.startsWith(name + ":"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }

        double cpuS() throws IOException {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / (double) TICKS_PER_S;
        }
    }

    private static void measure(Server server, Path home, int round, int series, int steps) throws Exception {
        long startMs = (System.currentTimeMillis() / 3_600_000 - 2 - 2L * round) * 3_600_000;
        var prepared = new ArrayList<List<byte[]>>();
        for (int writer = 0; writer < WRITERS; writer++) {
            prepared.add(batches(writer, round, startMs, series, steps));
        }
        var going = new AtomicBoolean(true);
        var ready = new CountDownLatch(1);
        double cpuS = server.cpuS();
        try (var pool = Executors.newFixedThreadPool(WRITERS + 1)) {
            var asked = pool.submit(() -> ask(server, going));
            var writing = new ArrayList<Future<?>>();
            for (var mine : prepared) {
                writing.add(pool.submit(() -> {
                    ready.await();
                    for (byte[] batch : mine) {
                        server.post(batch);
                    }
                    return null;
                }));
            }
            long began = System.nanoTime();
            ready.countDown();
            for (var one : writing) {
                one.get();
            }
            double elapsedS = (System.nanoTime() - began) * 1e-9;
            double usedS = server.cpuS() - cpuS;
            going.set(false);
            double million = SERIES * (double) STEPS / 1e6;
            System.out.printf(
                    "round %d: %.0f k samples/s durable, %.2f CPU s a million, questions p95 %.0f ms, %d MB resident,"
                            + " %.2f B a sample%n",
                    round + 1,
                    million * 1e3 / elapsedS,
                    usedS / million,
                    p95(asked.get()) * 1e3,
                    server.status("VmRSS") >> 10,
                    bytes(home) / (million * 1e6 * (round + 1)));
        }
    }

    /** Sends every second what was measured in it, and tells the resident memory by the minute. */
    private static void goOn(Server server, int series, int minutes) throws Exception {
        long beganMs = System.currentTimeMillis() / 1_000 * 1_000;
        var residentMb = new ArrayList<Long>();
        var questionsS = new ArrayList<Double>();
        for (int second = 0; second < 60 * minutes; second++) {
            long fromMs = beganMs + second * 1_000L;
            Thread.sleep(Math.max(0, fromMs + 1_000 - System.currentTimeMillis()));
            for (int writer = 0; writer < WRITERS; writer++) {
                for (byte[] batch : second(writer, second, fromMs, series)) {
                    server.post(batch);
                }
            }
            if (second % 5 == 0) {
                long began = System.nanoTime();
                server.get("/api/v1/series/power?by=component&match=node=n0&step_s=60");
                questionsS.add((System.nanoTime() - began) * 1e-9);
            }
            if (second % 60 == 59) {
                residentMb.add(server.status("VmRSS") >> 10);
            }
        }
        if (minutes > 0) {
            System.out.printf(
                    "%d k samples/s for %d min: resident by the minute, in MB: %s; questions p95 %.0f ms%n",
                    SERIES * LIVE_SAMPLES_PER_S / 1_000, minutes, residentMb, p95(questionsS) * 1e3);
        }
    }

    private static List<byte[]> second(int writer, int second, long fromMs, int series) {
        var random = new SplittableRandom(31L * second + writer);
        var watts = new double[SERIES / WRITERS];
        Arrays.fill(watts, 300);
        var times = new long[LIVE_SAMPLES_PER_S];
        Arrays.setAll(times, i -> fromMs + (i + 1) * 1_000L / LIVE_SAMPLES_PER_S);
        var batches = new ArrayList<byte[]>();
        for (int first = 0; first < watts.length; first += series) {
            var columns = new ArrayList<Column>();
            for (int s = first; s < Math.min(watts.length, first + series); s++) {
                columns.add(column(writer, s, times, watts, random));
            }
            long sequence = second * (long) Math.ceilDiv(watts.length, series) + first / series;
            batches.add(BatchCodec.encode(new Batch("live-" + writer, 1, sequence, columns, List.of())));
        }
        return batches;
    }

    /** Asks for the power of the last hour by component, twice a second. */
    private static List<Double> ask(Server server, AtomicBoolean going) throws Exception {
        var seconds = new ArrayList<Double>();
        while (going.get()) {
            long began = System.nanoTime();
            server.get("/api/v1/series/power?by=component&match=node=n0&step_s=60");
            seconds.add((System.nanoTime() - began) * 1e-9);
            TimeUnit.MILLISECONDS.sleep(500);
        }
        return seconds;
    }

    private static double p95(List<Double> seconds) {
        var sorted = seconds.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(0.95 * sorted.size()) - 1);
    }

    private static double bytes(Path home) throws IOException {
        try (var files = Files.walk(home.resolve("live"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(it -> it.toFile().length())
                    .sum();
        }
    }

    private static List<byte[]> batches(int writer, int round, long startMs, int series, int steps) {
        var random = new SplittableRandom(writer + 10L * round);
        var watts = new double[SERIES / WRITERS];
        Arrays.fill(watts, 300);
        var batches = new ArrayList<byte[]>();
        long sequence = 0;
        for (int step = 0; step < STEPS; step += steps) {
            var times = new long[Math.min(steps, STEPS - step)];
            for (int i = 0; i < times.length; i++) {
                times[i] = startMs + (step + i + 1) * 1_000L;
            }
            for (int first = 0; first < watts.length; first += series) {
                var columns = new ArrayList<Column>();
                for (int s = first; s < Math.min(watts.length, first + series); s++) {
                    columns.add(column(writer, s, times, watts, random));
                }
                batches.add(BatchCodec.encode(new Batch("writer-" + writer, round, sequence++, columns, List.of())));
            }
        }
        return batches;
    }

    private static Column column(int writer, int s, long[] times, double[] watts, SplittableRandom random) {
        var values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            watts[s] = Math.max(60, watts[s] + (random.nextDouble() - 0.5) * 4);
            values[i] = Math.round(watts[s] * 10) / 10.0;
        }
        var labels = Map.of(
                "node",
                "n" + (writer * watts.length + s) / 8,
                "channel",
                "gpu" + s % 8,
                "component",
                "compute",
                "tier",
                "counter");
        return new Column(Series.of("power", Measure.POWER, "W", 1_000, labels), times, values);
    }
}
