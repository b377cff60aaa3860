package io.negawatt.app.live;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.TreeSet;
import org.postgresql.PGConnection;

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
            if (batch.samples() > 0) {
                statement.execute("CREATE TEMP TABLE IF NOT EXISTS live_incoming"
                        + " (series int, time_ms bigint, value float8) ON COMMIT DELETE ROWS");
                copy(batch, ids);
                // In one order for everybody, so that two servers never wait for each other.
                statement.execute("INSERT INTO live_sample SELECT * FROM live_incoming ORDER BY series, time_ms"
                        + " ON CONFLICT (series, time_ms) DO UPDATE SET value = excluded.value");
            }
        }
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

    private void copy(Batch batch, int[] ids) throws SQLException {
        var text = new StringBuilder();
        for (int i = 0; i < batch.columns().size(); i++) {
            var column = batch.columns().get(i);
            for (int j = 0; j < column.size(); j++) {
                text.append(ids[i])
                        .append('\t')
                        .append(column.timesMs()[j])
                        .append('\t')
                        .append(column.values()[j]);
                text.append('\n');
            }
        }
        var in = new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.US_ASCII));
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY live_incoming FROM STDIN", in);
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private void markHours(Batch batch) throws SQLException {
        var hours = new TreeSet<Long>();
        for (var column : batch.columns()) {
            long reachMs = column.series().reachMs();
            for (long timeMs : column.timesMs()) {
                hours.add(StoredFile.hourOf(timeMs - reachMs));
                hours.add(StoredFile.hourOf(timeMs));
                hours.add(StoredFile.hourOf(timeMs + reachMs));
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

    private void addGaps(Batch batch, List<Series> series, int[] ids) throws SQLException {
        if (batch.gaps().isEmpty()) {
            return;
        }
        try (var insert =
                connection.prepareStatement("INSERT INTO live_gap VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            for (var gap : batch.gaps()) {
                insert.setInt(1, ids[series.indexOf(gap.series())]);
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
