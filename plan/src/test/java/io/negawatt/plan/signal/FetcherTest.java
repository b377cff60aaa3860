package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.negawatt.core.text.Message;
import io.negawatt.plan.signal.FakeProvider.Answer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every source under every fault that a provider may have. The names of the cases are the table of it. */
class FetcherTest {
    private static final Instant FROM = Instant.parse("2024-01-10T06:00:00Z");
    private static final int STEPS = 6;

    @TempDir
    private Path cache;

    /** A fault: what the provider answers, and what must come out of it. */
    private enum Fault {
        NONE,
        UNAUTHORIZED,
        FORBIDDEN,
        TOO_MANY_THEN_FINE,
        SERVER_ERROR_THEN_FINE,
        SERVER_ERROR_FOR_GOOD,
        SLOW,
        TRUNCATED,
        TORN_CONNECTION,
        MISSING_HOUR,
        NULL_HOUR,
        DUPLICATE_HOUR,
        CLOCK_FORWARD,
        CLOCK_BACK,
        LEAP_DAY,
        REVISED
    }

    static Stream<Arguments> everySourceUnderEveryFault() {
        return ProviderAnswers.ALL.stream()
                .flatMap(provider -> Stream.of(Fault.values()).map(fault -> Arguments.of(provider, fault)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everySourceUnderEveryFault")
    void every_source_under_every_fault(ProviderAnswers provider, Fault fault) {
        switch (fault) {
            case NONE -> fine(provider, FROM, answer(provider, FROM));
            case UNAUTHORIZED -> failsAtOnce(provider, 401);
            case FORBIDDEN -> failsAtOnce(provider, 403);
            case TOO_MANY_THEN_FINE -> waitsAsLongAsAsked(provider);
            case SERVER_ERROR_THEN_FINE -> fine(provider, FROM, Answer.of(503, "busy"), answer(provider, FROM));
            case SERVER_ERROR_FOR_GOOD -> givesUp(provider);
            case SLOW -> slow(provider);
            case TRUNCATED -> truncated(provider);
            case TORN_CONNECTION -> fine(provider, FROM, torn(answer(provider, FROM)), answer(provider, FROM));
            case MISSING_HOUR -> oneGap(provider, leaveOut(provider));
            case NULL_HOUR -> oneGap(provider, body(provider, FROM, new double[] {1, 2, Double.NaN, 4, 5, 6}));
            case DUPLICATE_HOUR -> duplicate(provider);
            case CLOCK_FORWARD -> fineAround(provider, "2024-03-31T01:00:00Z", "2024-03-10T07:00:00Z");
            case CLOCK_BACK -> fineAround(provider, "2023-10-29T01:00:00Z", "2023-11-05T06:00:00Z");
            case LEAP_DAY -> fineAt(provider, Instant.parse("2024-02-28T22:00:00Z"));
            case REVISED -> revised(provider);
        }
    }

    private void fine(ProviderAnswers provider, Instant from, Answer... answers) {
        try (var server = new FakeProvider(answers)) {
            var signal = fetch(server, provider, from, FakeProvider.NOW);
            assertThat(signal.gaps()).isEmpty();
            assertThat(signal.unit()).isEqualTo(provider.unit());
            assertThat(signal.values().toArray()).containsExactly(expected(provider), within(1e-9));
            assertThat(signal.provenance()).allSatisfy(where -> {
                assertThat(where.orElseThrow().source()).isEqualTo(provider.name());
                assertThat(where.orElseThrow().fetched()).isEqualTo(FakeProvider.NOW);
            });
        }
    }

    private void fineAt(ProviderAnswers provider, Instant from) {
        fine(provider, from, answer(provider, from));
    }

    /** Clocks change in Europe and in North America on different days. */
    private void fineAround(ProviderAnswers provider, String... changes) {
        for (String change : changes) {
            fineAt(provider, Instant.parse(change).minus(provider.step().multipliedBy(STEPS / 2)));
        }
    }

    private void failsAtOnce(ProviderAnswers provider, int status) {
        try (var server = new FakeProvider(Answer.of(status, "no"))) {
            var signal = fetch(server, provider, FROM, FakeProvider.NOW);
            assertThat(signal.values().gaps()).isEqualTo(STEPS);
            assertThat(server.asked).hasSize(1);
            assertThat(signal.gaps()).singleElement().asString().contains(String.valueOf(status), "NEGAWATT_KEY_");
            silentOfTheKey(signal);
        }
    }

    private void waitsAsLongAsAsked(ProviderAnswers provider) {
        var tooMany = Answer.of(429, "later").with("Retry-After", "7");
        try (var server = new FakeProvider(tooMany, answer(provider, FROM))) {
            var signal = fetch(server, provider, FROM, FakeProvider.NOW);
            assertThat(signal.values().gaps()).isZero();
            assertThat(server.slept).contains(Duration.ofSeconds(7));
        }
    }

    private void givesUp(ProviderAnswers provider) {
        try (var server = new FakeProvider(Answer.of(502, "broken"))) {
            var signal = fetch(server, provider, FROM, FakeProvider.NOW);
            assertThat(signal.values().gaps()).isEqualTo(STEPS);
            assertThat(server.asked).hasSize(4);
            assertThat(signal.gaps()).singleElement().asString().contains("502");
            silentOfTheKey(signal);
        }
    }

    private void slow(ProviderAnswers provider) {
        var answer = answer(provider, FROM);
        var slow = new Answer(200, answer.body(), Map.of(), Integer.MAX_VALUE, Duration.ofSeconds(20));
        try (var server = new FakeProvider(slow, answer)) {
            var source = provider.source().apply(server.base());
            // WattTime's login is answered at once, so that only the slow answer runs out of time.
            var fetcher = new Fetcher(server.world(cache), Duration.ofMillis(700));
            assertThat(fetcher.fetch(source, query(provider, FROM)).points()).hasSize(STEPS);
            assertThat(server.asked).hasSize(2);
        }
    }

    private void truncated(ProviderAnswers provider) {
        String body = answer(provider, FROM).body();
        try (var server = new FakeProvider(Answer.of(200, body.substring(0, body.length() / 2)))) {
            var signal = fetch(server, provider, FROM, FakeProvider.NOW);
            assertThat(signal.values().gaps()).isEqualTo(STEPS);
            assertThat(signal.gaps()).singleElement().asString().contains(provider.name(), "no whole");
        }
        try (var server = new FakeProvider(answer(provider, FROM))) {
            assertThat(fetch(server, provider, FROM, FakeProvider.NOW).values().gaps())
                    .as("a bad answer is not kept")
                    .isZero();
        }
    }

    private void oneGap(ProviderAnswers provider, String body) {
        try (var server = new FakeProvider(Answer.of(200, body))) {
            var values = fetch(server, provider, FROM, FakeProvider.NOW).values();
            assertThat(values.gaps()).isEqualTo(1);
            assertThat(values.isKnown(2)).isFalse();
            assertThat(values.value(3)).isCloseTo(4 * provider.unitFactor(), within(1e-9));
        }
    }

    private static String leaveOut(ProviderAnswers provider) {
        var times = new ArrayList<>(times(provider, FROM));
        var values = new ArrayList<>(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0));
        times.remove(2);
        values.remove(2);
        return provider.answer(times, values);
    }

    private void duplicate(ProviderAnswers provider) {
        var times = new ArrayList<>(times(provider, FROM));
        times.add(times.get(2));
        var values = List.of(1.0, 2.0, 99.0, 4.0, 5.0, 6.0, 3.0);
        fine(provider, FROM, Answer.of(200, provider.answer(times, values)));
    }

    private void revised(ProviderAnswers provider) {
        String old = body(provider, FROM, new double[] {9, 9, 9, 9, 9, 9});
        var soon = FROM.plus(Duration.ofHours(12));
        try (var server = new FakeProvider(
                Answer.of(200, old).with("ETag", "\"1\""),
                Answer.of(304, "").with("ETag", "\"1\""),
                answer(provider, FROM).with("ETag", "\"2\""))) {
            assertThat(fetch(server, provider, FROM, soon).values().value(0))
                    .isCloseTo(9 * provider.unitFactor(), within(1e-9));
            fetch(server, provider, FROM, soon.plusSeconds(60));
            assertThat(server.asked).as("valid for five minutes").hasSize(1);
            var unchanged = fetch(server, provider, FROM, soon.plusSeconds(400));
            assertThat(unchanged.values().value(0)).isCloseTo(9 * provider.unitFactor(), within(1e-9));
            assertThat(server.headers.getLast()).containsEntry("If-none-match", List.of("\"1\""));
            var changed = fetch(server, provider, FROM, soon.plusSeconds(800));
            assertThat(changed.values().toArray()).containsExactly(expected(provider), within(1e-9));
        }
    }

    @Test
    void ten_threads_share_a_cache_without_a_torn_file() throws Exception {
        var cached = new AnswerCache(cache);
        var ask = new Ask(URI.create("http://127.0.0.1/shared"));
        try (var threads = Executors.newFixedThreadPool(10)) {
            var work = IntStream.range(0, 10)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int round = 0; round < 50; round++) {
                            String body = String.valueOf((char) ('a' + writer)).repeat(20_000 + round);
                            cached.put(ask, new AnswerCache.Entry(FROM, FROM, "", "", body));
                            String read = cached.find(ask).orElseThrow().body();
                            assertThat(read.chars().distinct().count()).isEqualTo(1);
                        }
                        return true;
                    }))
                    .toList();
            for (var one : work) {
                assertThat(one.get()).isTrue();
            }
        }
        try (var files = Files.list(cache)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_torn_file_is_no_file() throws Exception {
        var cached = new AnswerCache(cache);
        var ask = new Ask(URI.create("http://127.0.0.1/torn"));
        cached.put(ask, new AnswerCache.Entry(FROM, FROM, "", "", "x".repeat(1000)));
        Path file;
        try (var files = Files.list(cache)) {
            file = files.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 37) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(cached.find(ask)).isEmpty();
        }
    }

    @Test
    void the_next_source_fills_what_the_first_leaves_open() {
        var first = ProviderAnswers.ALL.get(3);
        var second = ProviderAnswers.ALL.get(4);
        try (var one = new FakeProvider(Answer.of(200, leaveOut(first)));
                var two = new FakeProvider(answer(second, FROM))) {
            var sources =
                    List.of(first.source().apply(one.base()), second.source().apply(two.base()));
            var signal = Signals.fetch(one.world(cache), query(first, FROM), first.step(), sources, false);
            assertThat(signal.values().toArray()).containsExactly(expected(first), within(1e-9));
            assertThat(signal.provenance().get(2).orElseThrow().source()).isEqualTo("entsoe");
            assertThat(signal.provenance().get(3).orElseThrow().source()).isEqualTo("energy-charts");
        }
    }

    @Test
    void prices_in_two_currencies_are_never_mixed() {
        var first = ProviderAnswers.ALL.get(3);
        var second = ProviderAnswers.ALL.get(4);
        String inZloty = answer(second, FROM).body().replace("EUR", "PLN");
        try (var one = new FakeProvider(Answer.of(200, leaveOut(first)));
                var two = new FakeProvider(Answer.of(200, inZloty))) {
            var sources =
                    List.of(first.source().apply(one.base()), second.source().apply(two.base()));
            var signal = Signals.fetch(one.world(cache), query(first, FROM), first.step(), sources, false);
            assertThat(signal.unit()).isEqualTo("EUR/MWh");
            assertThat(signal.values().isKnown(2)).isFalse();
            assertThat(signal.values().gaps()).isEqualTo(1);
            assertThat(signal.gaps()).singleElement().asString().contains("entsoe", "PLN/MWh", "EUR/MWh", "--source");
        }
    }

    @Test
    void a_day_of_a_clock_is_asked_for_at_once_however_long_it_is() {
        var provider = ProviderAnswers.ALL.stream()
                .filter(one -> one.name().equals("elexon"))
                .findFirst()
                .orElseThrow();
        try (var server = new FakeProvider(Answer.of(200, "{\"data\":[]}"))) {
            var source = provider.source().apply(server.base());
            var from = Instant.parse("2023-10-28T12:00:00Z");
            var query = new Query(provider.kind(), "GB", from, Instant.parse("2023-10-30T12:00:00Z"));
            new Fetcher(server.world(cache)).fetch(source, query);
            assertThat(server.asked)
                    .extracting(path -> path.replaceAll(".*prices/|\\?.*", ""))
                    .containsExactly("2023-10-28", "2023-10-29", "2023-10-30");
        }
    }

    @Test
    void the_yearly_factor_is_the_last_resort_and_says_that_it_is_flat() {
        var provider = ProviderAnswers.ALL.get(1);
        try (var server = new FakeProvider(Answer.of(500, ""))) {
            var sources = List.of(provider.source().apply(server.base()));
            var signal = Signals.fetch(server.world(cache), query(provider, FROM), provider.step(), sources, true);
            assertThat(signal.values().gaps()).isZero();
            assertThat(signal.values().toArray()).containsOnly(signal.values().value(0));
            assertThat(signal.provenance())
                    .allSatisfy(where -> assertThat(where.orElseThrow().basis()).isEqualTo(Basis.FLAT));
            assertThat(signal.gaps()).extracting(Message::toString).anyMatch(text -> text.contains("flat"));
        }
    }

    @Test
    void a_key_that_is_missing_is_a_gap_that_says_where_to_put_it() {
        try (var server = new FakeProvider(Answer.of(200, "{}"))) {
            var bare = server.world(cache);
            var world = new Surroundings(
                    bare.client(), cache, new Keys(Map.of(), cache), bare.clock(), bare.random(), bare.sleep());
            var provider = ProviderAnswers.ALL.get(1);
            var sources = List.of(provider.source().apply(server.base()));
            var signal = Signals.fetch(world, query(provider, FROM), provider.step(), sources, false);
            assertThat(signal.gaps()).singleElement().asString().contains("NEGAWATT_KEY_ELECTRICITY_MAPS");
            assertThat(server.asked).isEmpty();
        }
    }

    private Signal fetch(FakeProvider server, ProviderAnswers provider, Instant from, Instant now) {
        var sources = List.of(provider.source().apply(server.base()));
        return Signals.fetch(server.world(cache, now), query(provider, from), provider.step(), sources, false);
    }

    private static Query query(ProviderAnswers provider, Instant from) {
        return new Query(
                provider.kind(),
                provider.zone(),
                from,
                from.plus(provider.step().multipliedBy(STEPS)));
    }

    private static List<Instant> times(ProviderAnswers provider, Instant from) {
        return IntStream.range(0, STEPS)
                .mapToObj(i -> from.plus(provider.step().multipliedBy(i)))
                .toList();
    }

    private static String body(ProviderAnswers provider, Instant from, double[] values) {
        return provider.answer(
                times(provider, from), DoubleStream.of(values).boxed().toList());
    }

    private static Answer answer(ProviderAnswers provider, Instant from) {
        return Answer.of(200, body(provider, from, new double[] {1, 2, 3, 4, 5, 6}));
    }

    private static Answer torn(Answer answer) {
        return new Answer(200, answer.body(), Map.of(), answer.body().length() / 2, Duration.ZERO);
    }

    private static double[] expected(ProviderAnswers provider) {
        return IntStream.rangeClosed(1, STEPS)
                .mapToDouble(i -> i * provider.unitFactor())
                .toArray();
    }

    private static void silentOfTheKey(Signal signal) {
        assertThat(signal.gaps().toString())
                .doesNotContain(FakeProvider.KEY)
                .doesNotContain("t0ken")
                .doesNotContain("4711");
    }
}
