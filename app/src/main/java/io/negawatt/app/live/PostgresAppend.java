package io.negawatt.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Stores a batch in one transaction. */
final class PostgresAppend {
    private final Connection connection;

    PostgresAppend(Connection connection) {
        this.connection = connection;
    }

    /**
     * {@return whether the batch is stored by this call; false where it was there}
     *
     * @param ids numbers of the series
     */
    boolean append(Batch batch, List<Series> series, int[] ids, long nowMs) throws SQLException {
        try (var statement = connection.createStatement()) {
            // Who sums an hour up waits for all that write, and then they for him, so that he knows whose samples he
            // saw.
            statement.execute("SELECT pg_advisory_xact_lock_shared(" + PostgresSchema.WRITING + ")");
            if (!identify(batch, nowMs)) {
                return false;
            }
        }
        addSamples(batch, ids);
        markHours(batch);
        addGaps(batch, series, ids);
        return true;
    }

    private boolean identify(Batch batch, long nowMs) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO live_batch VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, batch.source());
            insert.setLong(2, batch.epoch());
            insert.setLong(3, batch.sequence());
            insert.setLong(4, nowMs);
            return insert.executeUpdate() == 1;
        }
    }

    private void addSamples(Batch batch, int[] ids) throws SQLException {
        if (batch.samples() == 0) {
            return;
        }
        PostgresCopy.samples(connection, batch, ids);
        try (var insert = connection.createStatement()) {
            insert.executeUpdate("INSERT INTO live_sample SELECT series, time_ms, value FROM live_incoming"
                    + " ON CONFLICT (series, time_ms) DO UPDATE SET value = excluded.value");
        }
    }

    private void markHours(Batch batch) throws SQLException {
        var hours = new TreeSet<Long>();
        for (var column : batch.columns()) {
            long reachMs = column.series().reachMs();
            for (long offsetMs : new long[] {-reachMs, 0, reachMs}) {
                addHours(hours, column.timesMs(), offsetMs);
            }
        }
        try (var insert = connection.prepareStatement("INSERT INTO live_dirty VALUES (?) ON CONFLICT DO NOTHING")) {
            for (long hour : hours) {
                insert.setLong(1, hour);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void addHours(Set<Long> hours, long[] timesMs, long offsetMs) {
        long before = Long.MIN_VALUE;
        for (long timeMs : timesMs) {
            long hour = StoredFile.hourOf(timeMs + offsetMs);
            if (hour != before) {
                hours.add(hour);
                before = hour;
            }
        }
    }

    private void addGaps(Batch batch, List<Series> series, int[] ids) throws SQLException {
        if (batch.gaps().isEmpty()) {
            return;
        }
        try (var insert =
                connection.prepareStatement("INSERT INTO live_gap VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            var numbers = new HashMap<Series, Integer>();
            for (int i = 0; i < ids.length; i++) {
                numbers.put(series.get(i), ids[i]);
            }
            for (var gap : batch.gaps()) {
                insert.setInt(1, numbers.getOrDefault(gap.series(), -1));
                insert.setLong(2, gap.fromMs());
                insert.setLong(3, gap.toMs());
                if (gap.amount().isPresent()) {
                    insert.setDouble(4, gap.amount().getAsDouble());
                } else {
                    insert.setNull(4, Types.DOUBLE);
                }
                insert.setString(5, gap.reason().key());
                insert.setArray(
                        6, connection.createArrayOf("text", gap.reason().args().toArray()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
