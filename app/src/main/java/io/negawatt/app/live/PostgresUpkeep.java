package io.negawatt.app.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is done with samples once they are stored: hours are summed up, and again where late samples came; what is old is given up.
 * One server at a time does it.
 */
final class PostgresUpkeep {
    private final PostgresPool pool;
    private final PostgresSeries table;
    private final StoreSettings settings;
    private final InstantSource clock;

    PostgresUpkeep(PostgresPool pool, PostgresSeries table, StoreSettings settings, InstantSource clock) {
        this.pool = pool;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** {@return the time before which samples are refused} */
    static long refuseBeforeMs(StoreSettings settings, InstantSource clock) {
        return StoredFile.hourOf(clock.millis() - settings.raw().toMillis()) * StoredFile.HOUR_MS;
    }

    /** {@return the first hour whose samples are kept} */
    static long rawHour(StoreSettings settings, InstantSource clock) {
        return StoredFile.hourOf(refuseBeforeMs(settings, clock)) - Upkeep.SPARE_HOURS;
    }

    void run() throws SQLException {
        pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            if (mayRun(connection)) {
                for (long hour : hoursToSum(connection)) {
                    roll(hour, rawHour(settings, clock) > hour);
                }
                giveUp();
            }
            return true;
        });
    }

    private static boolean mayRun(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var got = statement.executeQuery("SELECT pg_try_advisory_xact_lock(" + PostgresSchema.UPKEEP + ")")) {
            return got.next() && got.getBoolean(1);
        }
    }

    /** Hours that are not summed up as they are, once the next is over too, whose samples may reach back into them. */
    private SortedSet<Long> hoursToSum(Connection connection) throws SQLException {
        long before = StoredFile.hourOf(clock.millis() - settings.settle().toMillis()) - 2;
        var query = new PostgresQuery(connection);
        var hours = new TreeSet<Long>(
                query.hours("SELECT hour FROM live_dirty WHERE hour BETWEEN ? AND ?", Long.MIN_VALUE, before));
        hours.addAll(query.hours(
                "SELECT hour FROM live_hour WHERE NOT rolled AND hour BETWEEN ? AND ?", Long.MIN_VALUE, before));
        return hours;
    }

    private void roll(long hour, boolean goes) throws SQLException {
        // From here on a sample marks the hour anew; those that came before are all there to be read.
        pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + PostgresSchema.WRITING + ")");
                statement.execute("DELETE FROM live_dirty WHERE hour = " + hour);
                statement.execute("INSERT INTO live_hour VALUES (" + hour
                        + ", false) ON CONFLICT (hour) DO UPDATE SET rolled = false");
                return true;
            }
        });
        pool.transaction(Connection.TRANSACTION_REPEATABLE_READ, connection -> {
            table.refresh(connection);
            var kinds = new ArrayList<>(List.of(FileKind.MINUTE, FileKind.HOUR));
            if (goes) {
                kinds.add(FileKind.SECOND);
            }
            for (var kind : kinds) {
                roll(connection, kind, hour);
            }
            try (var statement = connection.createStatement()) {
                statement.execute("UPDATE live_hour SET rolled = true WHERE hour = " + hour);
            }
            return true;
        });
    }

    private void roll(Connection connection, FileKind kind, long hour) throws SQLException {
        var window = new Window(hour * StoredFile.HOUR_MS, (hour + 1) * StoredFile.HOUR_MS, kind.stepMs());
        var query = new PostgresQuery(connection);
        try (var statement = connection.createStatement();
                var insert =
                        connection.prepareStatement("INSERT INTO live_rolled VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.execute("DELETE FROM live_rolled WHERE step_ms = %d AND start_ms >= %d AND start_ms < %d"
                    .formatted(kind.stepMs(), window.fromMs(), window.toMs()));
            for (var one : table.select(Selection.ALL)) {
                var sums = new StepSums(one.getKey(), window);
                query.addSamples(sums, one.getValue(), window.fromMs(), window.toMs());
                if (sums.told()) {
                    insert(insert, kind, one.getValue(), Rolled.of(sums));
                }
            }
            insert.executeBatch();
        }
    }

    private static void insert(PreparedStatement insert, FileKind kind, int id, Rolled rolled) throws SQLException {
        for (int i = 0; i < rolled.size(); i++) {
            var step = rolled.step(i);
            insert.setLong(1, kind.stepMs());
            insert.setInt(2, id);
            insert.setLong(3, rolled.startMs(i));
            insert.setLong(4, step.count());
            insert.setDouble(5, step.min());
            insert.setDouble(6, step.max());
            insert.setDouble(7, step.sum());
            insert.setDouble(8, step.last());
            insert.setLong(9, step.amountMicro());
            insert.setLong(10, step.coveredMs());
            insert.addBatch();
        }
    }

    private void giveUp() throws SQLException {
        long rawHour = rawHour(settings, clock);
        var going = pool.transaction(
                Connection.TRANSACTION_READ_COMMITTED,
                connection -> new TreeSet<>(new PostgresQuery(connection)
                        .hours(
                                "SELECT DISTINCT time_ms / 3600000 FROM live_sample"
                                        + " WHERE time_ms / 3600000 BETWEEN ? AND ? - 1",
                                Long.MIN_VALUE,
                                rawHour)));
        for (long hour : going) {
            roll(hour, settings.second().compareTo(settings.raw()) > 0);
        }
        pool.transaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute("DELETE FROM live_sample WHERE time_ms < " + rawHour * StoredFile.HOUR_MS);
                for (var kind : List.of(FileKind.SECOND, FileKind.MINUTE, FileKind.HOUR)) {
                    statement.execute("DELETE FROM live_rolled WHERE step_ms = %d AND start_ms < %d"
                            .formatted(
                                    kind.stepMs(),
                                    clock.millis() - settings.kept(kind).toMillis()));
                }
                statement.execute("DELETE FROM live_batch WHERE at_ms < "
                        + (refuseBeforeMs(settings, clock) - StoredFile.HOUR_MS));
                return true;
            }
        });
    }
}
