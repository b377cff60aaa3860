package io.negawatt.plan.signal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process that shares a cache with others: it asks the same query again and again, each time so much later that what is
 * cached has to be fetched anew, and looks at the cache in between. It ends with 0 where it saw nothing torn.
 *
 * <p>It says that it is ready with a line, and begins at a line of its input.
 */
final class CacheSharer {
    private static final int ROUNDS = 20;
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    static final Duration SPAN = Duration.ofDays(2);

    private CacheSharer() {}

    /** @param args address of the provider, folder of the cache, seed */
    public static void main(String[] args) throws IOException {
        var cache = Path.of(args[1]);
        var now = new AtomicReference<>(FakeProvider.NOW);
        var world = new Surroundings(
                HttpClient.newHttpClient(),
                cache,
                new Keys(Map.of(), cache),
                now::get,
                new Random(Long.parseLong(args[2])),
                _ -> {});
        var source = new UkCarbon(URI.create(args[0]));
        System.out.println("ready");
        System.in.read();
        for (int round = 0; round < ROUNDS; round++) {
            now.updateAndGet(before -> before.plus(Duration.ofDays(31)));
            share(new Fetcher(world), source, new AnswerCache(cache));
        }
    }

    private static void share(Fetcher fetcher, UkCarbon source, AnswerCache cache) {
        var query = query();
        var fetched = fetcher.fetch(source, query);
        if (!fetched.gaps().isEmpty()) {
            throw new IllegalStateException("not fetched: " + fetched.gaps());
        }
        var entry = cache.find(source.ask(query, ""))
                .orElseThrow(() -> new IllegalStateException("the file is torn or gone"));
        var values = source.read(query, entry.body());
        if (values.size() != SPAN.toMinutes() / 30
                || values.stream().mapToDouble(Point::value).distinct().count() != 1) {
            throw new IllegalStateException("the file holds parts of two answers");
        }
    }

    static Query query() {
        return new Query(SignalKind.CARBON_AVERAGE, "GB", FROM, FROM.plus(SPAN));
    }
}
