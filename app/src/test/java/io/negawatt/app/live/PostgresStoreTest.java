package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The store in a real PostgreSQL server; skipped where none is installed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresStoreTest {
    private static final long HOUR = StoredFile.HOUR_MS;

    private static final StoreSettings SETTINGS = new StoreSettings(
            1 << 20,
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofHours(30),
            Duration.ofDays(10),
            Duration.ofDays(20),
            Duration.ofDays(365));

    private Optional<PostgresServer> server = Optional.empty();
    private long nowMs = SampleBatches.START_MS;
    private final InstantSource clock = () -> Instant.ofEpochMilli(nowMs);

    @BeforeAll
    void startServer() throws Exception {
        var bin = PostgresServer.installed();
        assumeTrue(bin.isPresent(), "no PostgreSQL server below /usr/lib/postgresql (Debian: apt install postgresql)");
        server = Optional.of(PostgresServer.start(bin.get()));
    }

    @AfterAll
    void stopServer() throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    @BeforeEach
    void emptyTheDatabase() throws Exception {
        try (var pool = server.orElseThrow().pool()) {
            pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                try (var statement = connection.createStatement()) {
                    return statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public;"
                            + " ALTER ROLE negawatt RESET synchronous_commit");
                }
            });
        }
    }

    private PostgresStore open() throws LiveException {
        return server.orElseThrow().store(SETTINGS, clock);
    }

    /** All in one story, since a server takes seconds to start: two servers share what a store in memory would hold. */
    @Test
    void twoServersOverOneDatabaseAnswerAsTheStoreInMemory() throws Exception {
        try (var one = open();
                var other = open()) {
            var random = new SplittableRandom(21);
            var model = new MemoryStore();
            var sent = new ArrayList<Batch>();
            for (int i = 0; i < 120; i++) {
                nowMs += random.nextInt(600_000);
                long late = random.nextInt(10) == 0 ? random.nextLong(6 * HOUR) : 0;
                var batch = random.nextInt(8) == 0 && !sent.isEmpty()
                        ? sent.get(random.nextInt(sent.size()))
                        : SampleBatches.random(random, "agent", i, nowMs - 100_000 - late);
                sent.add(batch);
                var store = random.nextBoolean() ? one : other;
                assertThat(store.append(batch)).isEqualTo(model.append(batch));
                if (random.nextInt(10) == 0) {
                    store.upkeep();
                    assertThat(store.status().trouble()).isEmpty();
                }
            }
            assertSame(other, model);
            nowMs += 2 * HOUR;
            one.upkeep();
            assertThat(one.status().trouble()).isEmpty();
            assertSame(other, model);
            assertThat(other.latest(Selection.ALL)).isEqualTo(model.latest(Selection.ALL));
            crashAndResume(one, model);
            manyWritersAtOnce(one, other);
            samplesGrowOld(one, other);
        }
    }

    /** A number that a failed transaction gave stands for nothing: samples stored under it would be acknowledged and lost. */
    @Test
    void theNumberOfASeriesCountsOnceItIsCommitted() throws Exception {
        var series = List.of(SampleBatches.power(9_000));
        try (var store = open();
                var pool = server.orElseThrow().pool()) {
            var table = new PostgresSeries();
            assertThatThrownBy(() -> pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                        table.idsOf(connection, series);
                        throw new SQLException("the connection breaks");
                    }))
                    .hasMessage("the connection breaks");
            assertThat(table.size()).isZero();
            store.append(SampleBatches.steady("later", 0, 9_000, 1, nowMs - 60_000, 5));
            var here = new Selection(Optional.of(""), Optional.of("power"), List.of(Matcher.is("host", "node1125")));
            int[] samples = new int[1];
            store.samples(here, 0, nowMs, column -> samples[0] += column.size());
            assertThat(samples[0]).isEqualTo(5);
        }
    }

    @Test
    void whatIsAcknowledgedIsDurableHoweverTheDatabaseIsSet() throws Exception {
        try (var pool = server.orElseThrow().pool()) {
            pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                connection.createStatement().execute("ALTER ROLE negawatt SET synchronous_commit = off");
                return 0;
            });
        }
        try (var pool = server.orElseThrow().pool()) {
            String setting = pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                try (var got = connection.createStatement().executeQuery("SHOW synchronous_commit")) {
                    got.next();
                    return got.getString(1);
                }
            });
            assertThat(setting).isEqualTo("on");
        }
    }

    private void assertSame(LiveStore store, LiveStore model) throws LiveException {
        assertThat(StoreAnswers.difference(store, model)).isEmpty();
        assertThat(store.series(Selection.ALL)).isEqualTo(model.series(Selection.ALL));
        for (long stepMs : new long[] {60_000, 900_000, HOUR, 7_000}) {
            var window = new Window(SampleBatches.START_MS - 8 * HOUR, nowMs + HOUR, stepMs);
            assertThat(StoreAnswers.sums(store, window)).isEqualTo(StoreAnswers.sums(model, window));
        }
        assertThat(store.gaps(Selection.ALL, 0, nowMs)).isEqualTo(model.gaps(Selection.ALL, 0, nowMs));
    }

    private void crashAndResume(PostgresStore store, MemoryStore model) throws Exception {
        var batch = SampleBatches.steady("agent", 1_000, 0, 4, nowMs - 60_000, 30);
        store.append(batch);
        model.append(batch);
        server.orElseThrow().crash();
        assertThatThrownBy(() -> store.append(batch))
                .isInstanceOfSatisfying(
                        LiveException.class, it -> assertThat(it.retryAfter()).isPresent());
        server.orElseThrow().resume();
        assertThat(appendAgain(store, batch).repeated()).isTrue();
        assertSame(store, model);
    }

    /** Each connection that died fails once. */
    private static Appended appendAgain(LiveStore store, Batch batch) throws LiveException {
        for (int attempt = 0; ; attempt++) {
            try {
                return store.append(batch);
            } catch (LiveException e) {
                if (attempt == 10) {
                    throw e;
                }
            }
        }
    }

    private void manyWritersAtOnce(LiveStore one, LiveStore other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks = new ArrayList<Callable<Object>>();
            for (int writer = 0; writer < 4; writer++) {
                var store = writer % 2 == 0 ? one : other;
                String source = "writer" + writer / 2;
                tasks.add(() -> {
                    for (int i = 0; i < 20; i++) {
                        appendAgain(store, SampleBatches.steady(source, i, 100, 8, nowMs - HOUR + 10_000L * i, 10));
                    }
                    return 0;
                });
            }
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        var written = new Selection(Optional.of(""), Optional.of("power"), List.of(Matcher.is("host", "node13")));
        int[] samples = new int[1];
        one.samples(written, 0, nowMs, column -> samples[0] += column.size());
        assertThat(samples[0]).isEqualTo(4 * 200);
    }

    private void samplesGrowOld(PostgresStore one, PostgresStore other) throws LiveException {
        var minutes = new Window(SampleBatches.START_MS - 8 * HOUR, nowMs + HOUR, 60_000);
        var before = StoreAnswers.sums(other, minutes);
        nowMs += 48 * HOUR;
        one.upkeep();
        assertThat(one.status().trouble()).isEmpty();
        assertThat(StoreAnswers.samples(other)).isEmpty();
        assertThat(StoreAnswers.sums(other, minutes)).isEqualTo(before);
    }
}
