package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The series of a database and their numbers, as far as this server has met them. Thread-safe. */
final class PostgresSeries {
    private final Map<Series, Integer> ids = new HashMap<>();
    private final Map<Integer, Series> byId = new HashMap<>();

    /** Reads the series that other servers have added since. */
    synchronized void refresh(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT id, definition FROM live_series")) {
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    byte[] bytes = rows.getBytes(2);
                    put(SeriesCodec.read(new WireReader(bytes, 0, bytes.length)), rows.getInt(1));
                }
            }
        }
    }

    private void put(Series series, int id) {
        ids.put(series, id);
        byId.put(id, series);
    }

    /** {@return the numbers of some series, those that are new added for good} The caller commits before it uses them. */
    synchronized int[] idsOf(Connection connection, List<Series> series) throws SQLException {
        var unknown = series.stream()
                .filter(it -> !ids.containsKey(it))
                .sorted(Series.ORDER)
                .toList();
        if (!unknown.isEmpty()) {
            add(connection, unknown);
            for (var one : unknown) {
                put(one, find(connection, one));
            }
        }
        return series.stream().mapToInt(it -> ids.getOrDefault(it, -1)).toArray();
    }

    private static void add(Connection connection, List<Series> unknown) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO live_series (definition) VALUES (?) ON CONFLICT DO NOTHING")) {
            for (var one : unknown) {
                insert.setBytes(1, bytes(one));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static int find(Connection connection, Series series) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT id FROM live_series WHERE definition = ?")) {
            query.setBytes(1, bytes(series));
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("a series that was added is not there");
                }
                return rows.getInt(1);
            }
        }
    }

    private static byte[] bytes(Series series) {
        var out = new WireWriter();
        SeriesCodec.write(out, series);
        return out.toBytes();
    }

    synchronized List<Map.Entry<Series, Integer>> select(Selection selection) {
        var selected = new ArrayList<Map.Entry<Series, Integer>>();
        ids.forEach((series, id) -> {
            if (selection.matches(series)) {
                selected.add(Map.entry(series, id));
            }
        });
        selected.sort(Map.Entry.comparingByKey(Series.ORDER));
        return selected;
    }

    /** {@return a series by a number that a refresh has brought} */
    synchronized Series get(int id) {
        var series = byId.get(id);
        if (series == null) {
            throw new IllegalStateException("no series has the number " + id);
        }
        return series;
    }

    synchronized int size() {
        return ids.size();
    }
}
