package io.negawatt.app.live;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The series of a database and their numbers, as far as this server has met them. Thread-safe. */
final class PostgresSeries {
    private final Map<Series, Integer> ids = new HashMap<>();
    private final Map<Integer, Series> byId = new HashMap<>();

    /** Reads the series that other servers have added since. */
    synchronized void refresh(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("SELECT id, definition FROM live_series")) {
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    put(series(rows.getBytes(2)), rows.getInt(1));
                }
            }
        }
    }

    private void put(Series series, int id) {
        ids.put(series, id);
        byId.put(id, series);
    }

    /**
     * {@return the numbers of some series, those that are new added for good} They count once the caller has committed, and {@link
     * #learn learned} them: numbers of a transaction that failed are nobody's.
     */
    int[] idsOf(Connection connection, List<Series> series) throws SQLException {
        int[] known = known(series);
        var unknown = IntStream.range(0, known.length)
                .filter(i -> known[i] < 0)
                .mapToObj(series::get)
                .sorted(Series.ORDER)
                .toList();
        if (!unknown.isEmpty()) {
            add(connection, unknown);
            var found = find(connection, unknown);
            for (int i = 0; i < known.length; i++) {
                known[i] = known[i] < 0 ? found.getOrDefault(series.get(i), -1) : known[i];
            }
        }
        return known;
    }

    private synchronized int[] known(List<Series> series) {
        return series.stream().mapToInt(it -> ids.getOrDefault(it, -1)).toArray();
    }

    /** Remembers numbers that are in the database for good. */
    synchronized void learn(List<Series> series, int[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            put(series.get(i), numbers[i]);
        }
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

    private static Map<Series, Integer> find(Connection connection, List<Series> wanted) throws SQLException {
        var found = new HashMap<Series, Integer>();
        var definitions = wanted.stream().map(PostgresSeries::bytes).toArray(byte[][]::new);
        try (var query =
                connection.prepareStatement("SELECT id, definition FROM live_series WHERE definition = ANY(?)")) {
            query.setArray(1, connection.createArrayOf("bytea", definitions));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(series(rows.getBytes(2)), rows.getInt(1));
                }
            }
        }
        if (found.size() != wanted.size()) {
            throw new SQLException("a series that was added is not there");
        }
        return found;
    }

    private static Series series(byte[] definition) {
        return SeriesCodec.read(new WireReader(definition, 0, definition.length));
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
