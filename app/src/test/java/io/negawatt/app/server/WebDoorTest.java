package io.negawatt.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed requests to every operation, from a seed: whatever comes, the answer is no failure of the server and nothing of another
 * tenant, and memory stays flat. 20,000 in each build, a million with {@code -Pfaults}.
 */
class WebDoorTest {
    private static final int SHORT = 20_000;
    private static final int LONG = 1_000_000;
    private static final long MOST_GROWTH = 24L << 20;
    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e999",
            "NaN",
            "\"\"",
            "\"\\u0000\"",
            "[]",
            "{}",
            "9223372036854775808",
            "1e-400",
            "\"<img onerror=alert(1)>\"",
            "\"\\ud83d\\ude00\"",
            "\"\u202eabc\"",
            "\"" + "x".repeat(300) + "\"",
            "[[[[[[[[[[[[",
            "'",
            "\"2026-99-99T00:00:00Z\"",
            "\"+1000000000-01-01T00:00:00Z\"",
            "../../etc/passwd",
            "%00",
            "language",
            "*");
    private static final List<String> PARAMETERS = List.of(
            "from",
            "to",
            "step_s",
            "limit",
            "offset",
            "tenant",
            "by",
            "match",
            "id",
            "job",
            "sort",
            "q",
            "status",
            "format",
            "objective",
            "points",
            "back_s",
            "ahead_s",
            "lang",
            "every_s");

    @TempDir
    Path home;

    @Test
    void malformedRequestsNeitherFailNorTellNorFillTheMemory() throws Exception {
        int rounds = "long".equals(System.getProperty("negawatt.faults")) ? LONG : SHORT;
        try (var test = new TestServer(home, false, Optional.empty(), false)) {
            var secret = test.server
                    .newToken("stranger", EnumSet.allOf(Scope.class), Optional.of("finance"))
                    .secret();
            var random = new SplittableRandom(8);
            var operations = OpenApi.read().operations().stream()
                    .filter(it -> !it.id().equals("streamLive") && !it.id().equals("getOpenApi"))
                    .toList();
            fuzz(test, operations, secret, random, rounds / 10);
            long before = used();
            fuzz(test, operations, secret, random, rounds - rounds / 10);
            assertThat(used() - before).as("growth of the heap in bytes").isLessThan(MOST_GROWTH);
            assertThat(test.log).isEmpty();
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static void fuzz(
            TestServer test, List<OpenApi.Described> operations, String secret, RandomGenerator random, int rounds) {
        for (int i = 0; i < rounds; i++) {
            var operation = operations.get(random.nextInt(operations.size()));
            var request = request(operation, secret, random);
            var answer = test.server.gate().answer(request);
            assertThat(answer.status())
                    .as("round %d: %s %s?%s", i, request.method(), request.path(), request.query())
                    .isLessThan(500);
            if (answer instanceof Answer.Whole whole && !asked(request)) {
                assertThat(new String(whole.body(), StandardCharsets.UTF_8))
                        .as("round %d: %s", i, request.path())
                        .doesNotContain("\"language\"", "chat-serving", "\"vision\"", "io.negawatt");
            }
        }
    }

    /** A refusal quotes what was asked for, which is no leak. */
    private static boolean asked(Request request) {
        return request.query().toString().contains("language");
    }

    private static Request request(OpenApi.Described operation, String secret, RandomGenerator random) {
        var headers = new TreeMap<String, String>();
        if (random.nextInt(50) > 0) {
            headers.put("authorization", "Bearer " + secret);
        }
        if (random.nextInt(8) == 0) {
            headers.put("content-encoding", pick(random, List.of("gzip", "br", "", "identity")));
        }
        if (random.nextInt(8) == 0) {
            headers.put("content-length", pick(random, List.of("-1", "x", "99999999999", "0")));
        }
        headers.put("content-type", pick(random, List.of("application/json", "application/x-protobuf", "text/plain")));
        byte[] body = mutated(body(operation), random);
        return new Request(
                random.nextInt(20) == 0
                        ? pick(random, List.of("PUT", "PATCH", "HEAD", "TRACE", "POST"))
                        : operation.method(),
                path(operation, random),
                query(random),
                headers,
                "127.0.0.1",
                () -> new ByteArrayInputStream(body));
    }

    private static String path(OpenApi.Described operation, RandomGenerator random) {
        String id = random.nextBoolean()
                ? pick(random, WORDS)
                : pick(random, List.of("pretrain-13b", "a3", "search", "0", "1", "a"));
        return random.nextInt(30) == 0
                ? "/" + pick(random, WORDS) + operation.path()
                : operation.path().replace("{id}", id);
    }

    private static Map<String, List<String>> query(RandomGenerator random) {
        var query = new LinkedHashMap<String, List<String>>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var values = new ArrayList<String>();
            int times = 1 + random.nextInt(12) / 10 * random.nextInt(12);
            for (int j = 0; j < times; j++) {
                values.add(pick(random, WORDS).replace("\"", ""));
            }
            query.put(pick(random, PARAMETERS), values);
        }
        return query;
    }

    private static byte[] body(OpenApi.Described operation) {
        if (operation.id().equals("ingest")) {
            var series = Names.power("", Names.POWER, 1000, Map.of(Names.NODE, "n"));
            var column = new Column(series, new long[] {1000, 2000}, new double[] {1, 2});
            return BatchCodec.encode(new Batch("s", 1, 1, List.of(column), List.of()));
        }
        if (operation.id().equals("ingestOtlp")) {
            return ("{\"resourceMetrics\":[{\"resource\":{\"attributes\":[]},\"scopeMetrics\":[{\"metrics\":[{\"name\":\"hw.power\","
                + "\"unit\":\"W\",\"gauge\":{\"dataPoints\":[{\"timeUnixNano\":\"1\",\"asDouble\":1}]}}]}]}]}")
                    .getBytes(StandardCharsets.UTF_8);
        }
        return ApiTest.BODIES
                .getOrDefault(operation.id(), "{}")
                .replace("%tenant%", "finance")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the body with bytes changed, cut, doubled, or one of its values replaced} */
    private static byte[] mutated(byte[] body, RandomGenerator random) {
        return switch (random.nextInt(6)) {
            case 0 -> body;
            case 1 -> flipped(body, random);
            case 2 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
            case 3 -> noise(random);
            case 4 -> Arrays.copyOf(body, body.length + random.nextInt(2_000));
            default -> replaced(new String(body, StandardCharsets.ISO_8859_1), random);
        };
    }

    private static byte[] flipped(byte[] body, RandomGenerator random) {
        byte[] flipped = body.clone();
        for (int i = random.nextInt(8); i >= 0 && body.length > 0; i--) {
            flipped[random.nextInt(body.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private static byte[] noise(RandomGenerator random) {
        var noise = new byte[random.nextInt(500)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] replaced(String body, RandomGenerator random) {
        var values = java.util.regex.Pattern.compile("(?<=[:\\[,])(\"[^\"]*\"|[0-9.]+|true|false|null)")
                .matcher(body);
        return values.replaceAll(it -> random.nextInt(3) == 0
                        ? java.util.regex.Matcher.quoteReplacement(pick(random, WORDS))
                        : java.util.regex.Matcher.quoteReplacement(it.group()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String pick(RandomGenerator random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Test
    void parametersAreReadAsTheyAreWritten() {
        assertThat(WebDoor.query("a=1&a=2&B=%E4%B8%AD+x&c&=d&e=%zz"))
                .containsEntry("a", List.of("1", "2"))
                .containsEntry("b", List.of("中 x"))
                .containsEntry("c", List.of(""))
                .containsEntry("e", List.of("%zz"));
        assertThat(WebDoor.query("a=1&".repeat(500)).get("a")).hasSizeLessThan(70);
    }
}
