package io.negawatt.app.live;

import io.negawatt.core.text.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The store in a PostgreSQL database (15 or newer), which several servers may share. A batch is one transaction, committed before it is
 * acknowledged, also where the database is set up to commit with {@code synchronous_commit} off: its identity, by which a batch that was
 * stored is known, and its samples, put in the place of what was there. Sums and questions are those of the other stores, over rows
 * instead of files.
 *
 * <p>The tables are for any tool to read: {@code live_sample} and {@code live_rolled}, whose series {@code live_series} defines in the
 * notation of {@link BatchCodec}.
 */
public final class PostgresStore implements LiveStore {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long FUTURE_MS = 3_600_000;

    private final PostgresPool pool;
    private final String place;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final PostgresSeries table = new PostgresSeries();
    private final PostgresUpkeep upkeep;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private volatile Optional<SQLException> trouble = Optional.empty();

    private PostgresStore(PostgresPool pool, String place, StoreSettings settings, InstantSource clock) {
        this.pool = pool;
        this.place = place;
        this.settings = settings;
        this.clock = clock;
        this.upkeep = new PostgresUpkeep(pool, table, settings, clock);
    }

    /**
     * {@return the store in a database; its tables are made where they are missing}
     *
     * @param url address as JDBC takes it, such as {@code jdbc:postgresql://127.0.0.1:5432/negawatt}
     * @param properties user, password and what else the driver takes
     * @throws LiveException where the database cannot be reached, or its tables are of another version
     */
    public static PostgresStore open(String url, Properties properties, StoreSettings settings, InstantSource clock)
            throws LiveException {
        var pool = new PostgresPool(url, withDefaults(properties));
        var store = new PostgresStore(pool, url.replaceFirst("\\?.*", ""), settings, clock);
        int version = store.run(PostgresSchema::make);
        if (version != PostgresSchema.VERSION) {
            throw new LiveException(
                    Message.of("live.store.version", store.place, version, PostgresSchema.VERSION), Optional.empty());
        }
        store.run(connection -> {
            store.table.refresh(connection);
            return true;
        });
        return store;
    }

    /** A database that is gone is noticed, and does not hold batches for ever. */
    private static Properties withDefaults(Properties given) {
        var all = new Properties();
        all.putAll(Map.of(
                "ApplicationName", "negawatt",
                "connectTimeout", "10",
                "socketTimeout", "300",
                "tcpKeepAlive", "true"));
        all.putAll(given);
        return all;
    }

    private <T> T run(PostgresPool.Work<T> work) throws LiveException {
        return run(Connection.TRANSACTION_READ_COMMITTED, work);
    }

    private <T> T run(int isolation, PostgresPool.Work<T> work) throws LiveException {
        try {
            return pool.transaction(isolation, work);
        } catch (SQLException e) {
            throw new LiveException(
                    Message.of("live.postgres.failed", place, String.valueOf(e.getMessage()), RETRY.toSeconds()),
                    Optional.of(RETRY),
                    e);
        }
    }

    @Override
    public Appended append(Batch batch) throws LiveException {
        var admission = Admission.of(batch, PostgresUpkeep.refuseBeforeMs(settings, clock), clock.millis() + FUTURE_MS);
        var kept = admission.batch();
        var series = Body.table(kept.columns(), kept.gaps());
        int[] ids = run(connection -> table.idsOf(connection, series));
        table.learn(series, ids);
        boolean is = run(connection -> new PostgresAppend(connection).append(kept, series, ids, clock.millis()));
        if (!is) {
            repeated.incrementAndGet();
            return new Appended(true, 0, 0, 0);
        }
        stored.addAndGet(kept.samples());
        return new Appended(false, kept.samples(), admission.tooLate(), admission.future());
    }

    @Override
    public void upkeep() {
        try {
            upkeep.run();
            trouble = Optional.empty();
        } catch (SQLException e) {
            trouble = Optional.of(e);
        }
    }

    private interface Ask<T> {
        T of(PostgresQuery query) throws SQLException;
    }

    /** A question sees the database as it is at one moment. */
    private <T> T ask(Ask<T> question) throws LiveException {
        return run(Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            table.refresh(connection);
            return question.of(new PostgresQuery(connection));
        });
    }

    @Override
    public List<Series> series(Selection selection) throws LiveException {
        return ask(
                query -> table.select(selection).stream().map(it -> it.getKey()).toList());
    }

    @Override
    public void range(Selection selection, Window window, Consumer<SeriesSteps> steps) throws LiveException {
        ask(query -> {
            var parts = query.plan(window, PostgresUpkeep.rawHour(settings, clock));
            var gaps = query.gaps(table);
            for (var one : table.select(selection)) {
                var sums = new StepSums(one.getKey(), window);
                query.addTo(sums, one.getValue(), parts);
                gaps.stream().filter(it -> it.series().equals(one.getKey())).forEach(sums::gap);
                if (sums.told()) {
                    steps.accept(sums);
                }
            }
            return true;
        });
    }

    @Override
    public void samples(Selection selection, long fromMs, long toMs, Consumer<Column> columns) throws LiveException {
        ask(query -> {
            for (var one : table.select(selection)) {
                var row = new SampleRow();
                query.samples(one.getValue(), fromMs, toMs, row::append);
                if (row.size() > 0) {
                    columns.accept(row.column(one.getKey()));
                }
            }
            return true;
        });
    }

    @Override
    public List<Latest> latest(Selection selection) throws LiveException {
        return ask(query -> {
            var latest = new ArrayList<Latest>();
            for (var one : table.select(selection)) {
                query.latest(one.getKey(), one.getValue(), clock.millis()).ifPresent(latest::add);
            }
            return latest;
        });
    }

    @Override
    public List<SeriesGap> gaps(Selection selection, long fromMs, long toMs) throws LiveException {
        return ask(query -> query.gaps(table).stream()
                .filter(it -> selection.matches(it.series()) && it.toMs() > fromMs && it.fromMs() < toMs)
                .sorted(SeriesGap.ORDER)
                .toList());
    }

    @Override
    public StoreStatus status() {
        var why = trouble.map(
                it -> Message.of("live.postgres.failed", place, String.valueOf(it.getMessage()), RETRY.toSeconds()));
        return new StoreStatus(table.size(), stored.get(), repeated.get(), 0, 0, why);
    }

    @Override
    public void close() throws LiveException {
        try {
            pool.close();
        } catch (SQLException e) {
            throw new LiveException(
                    Message.of("live.postgres.failed", place, String.valueOf(e.getMessage()), RETRY.toSeconds()),
                    Optional.of(RETRY),
                    e);
        }
    }
}
