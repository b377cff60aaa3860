package io.negawatt.app.live;

import io.negawatt.core.text.Message;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Questions to the tables within one transaction. */
final class PostgresQuery {
    private static final int FETCH = 10_000;
    private static final long DAY_MS = 86_400_000;

    private final Connection connection;

    PostgresQuery(Connection connection) {
        this.connection = connection;
    }

    /** A stretch of time, and the length of the sums that answer for it; 0 for samples. */
    record Part(long fromMs, long toMs, long stepMs) {}

    /** {@return what a window is answered from, in order of time, as {@link Plan} chooses for files} */
    List<Part> plan(Window window, long rawHour) throws SQLException {
        long first = StoredFile.hourOf(window.fromMs());
        long last = StoredFile.hourOf(window.toMs() - 1);
        var rolled = hours("SELECT hour FROM live_hour WHERE rolled AND hour BETWEEN ? AND ?", first, last);
        var dirty = hours("SELECT hour FROM live_dirty WHERE hour BETWEEN ? AND ?", first, last);
        var known = new TreeSet<Long>(rolled);
        known.addAll(dirty);
        known.addAll(hours("SELECT hour FROM live_hour WHERE hour BETWEEN ? AND ?", first, last));
        var parts = new ArrayList<Part>();
        for (long hour : known) {
            boolean gone = hour < rawHour && rolled.contains(hour);
            boolean clean = gone || (rolled.contains(hour) && !dirty.contains(hour));
            add(parts, hour, clean ? coarsest(window.stepMs(), gone, hour) : 0);
        }
        return parts;
    }

    private static void add(List<Part> parts, long hour, long stepMs) {
        long fromMs = hour * StoredFile.HOUR_MS;
        long toMs = fromMs + StoredFile.HOUR_MS;
        if (!parts.isEmpty()
                && parts.getLast().toMs() == fromMs
                && parts.getLast().stepMs() == stepMs) {
            fromMs = parts.removeLast().fromMs();
        }
        parts.add(new Part(fromMs, toMs, stepMs));
    }

    private long coarsest(long wantedMs, boolean gone, long hour) throws SQLException {
        for (var kind : List.of(FileKind.HOUR, FileKind.MINUTE)) {
            if (wantedMs % kind.stepMs() == 0 && (!gone || kept(kind, hour))) {
                return kind.stepMs();
            }
        }
        if (gone) {
            for (var kind : List.of(FileKind.SECOND, FileKind.MINUTE, FileKind.HOUR)) {
                if (kept(kind, hour)) {
                    return kind.stepMs();
                }
            }
        }
        return 0;
    }

    private boolean kept(FileKind kind, long hour) throws SQLException {
        return !hours(
                        "SELECT 1 WHERE EXISTS (SELECT FROM live_rolled WHERE step_ms = " + kind.stepMs()
                                + " AND start_ms >= ? AND start_ms < ?)",
                        hour * StoredFile.HOUR_MS,
                        (hour + 1) * StoredFile.HOUR_MS)
                .isEmpty();
    }

    /** {@return the first column of the rows between two numbers} */
    Set<Long> hours(String sql, long from, long to) throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            query.setLong(1, from);
            query.setLong(2, to);
            try (var rows = query.executeQuery()) {
                var hours = new HashSet<Long>();
                while (rows.next()) {
                    hours.add(rows.getLong(1));
                }
                return hours;
            }
        }
    }

    /** Adds what the parts of a plan know of a series. */
    void addTo(StepSums sums, int id, List<Part> parts) throws SQLException {
        for (var part : parts) {
            sums.part(part.fromMs(), part.toMs());
            if (part.stepMs() == 0) {
                addSamples(sums, id, part.fromMs(), part.toMs());
            } else {
                addRolled(sums, id, part);
            }
        }
    }

    /** Adds the samples of a series that matter to {@code [fromMs, toMs)}. */
    void addSamples(StepSums sums, int id, long fromMs, long toMs) throws SQLException {
        long reachMs = sums.series().reachMs();
        long firstMs = Math.max(fromMs, sums.window().fromMs()) - reachMs;
        long lastMs = Math.min(toMs, sums.window().toMs()) + reachMs;
        samples(id, firstMs, lastMs + 1, sums::sample);
    }

    /** Takes a sample. */
    interface Samples {
        void take(long timeMs, double value);
    }

    void samples(int id, long fromMs, long toMs, Samples samples) throws SQLException {
        try (var query = connection.prepareStatement("SELECT time_ms, value FROM live_sample"
                + " WHERE series = ? AND time_ms >= ? AND time_ms < ? ORDER BY time_ms")) {
            query.setFetchSize(FETCH);
            query.setInt(1, id);
            query.setLong(2, fromMs);
            query.setLong(3, toMs);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    samples.take(rows.getLong(1), rows.getDouble(2));
                }
            }
        }
    }

    private void addRolled(StepSums sums, int id, Part part) throws SQLException {
        try (var query = connection.prepareStatement(
                "SELECT start_ms, samples, least, greatest, total, last, amount_micro, covered_ms FROM live_rolled"
                        + " WHERE step_ms = ? AND series = ? AND start_ms >= ? AND start_ms < ? ORDER BY start_ms")) {
            query.setFetchSize(FETCH);
            query.setLong(1, part.stepMs());
            query.setInt(2, id);
            query.setLong(
                    3, Math.max(part.fromMs(), Math.floorDiv(sums.window().fromMs(), part.stepMs()) * part.stepMs()));
            query.setLong(4, Math.min(part.toMs(), sums.window().toMs()));
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    long startMs = rows.getLong(1);
                    sums.rolled(startMs, startMs + part.stepMs(), rolled(rows));
                }
            }
        }
    }

    private static RolledStep rolled(ResultSet rows) throws SQLException {
        return new RolledStep(
                rows.getLong(2),
                rows.getDouble(3),
                rows.getDouble(4),
                rows.getDouble(5),
                rows.getDouble(6),
                rows.getLong(7),
                rows.getLong(8));
    }

    Optional<Latest> latest(Series series, int id, long nowMs) throws SQLException {
        try (var query = connection.prepareStatement("SELECT time_ms, value FROM live_sample"
                + " WHERE series = ? AND time_ms > ? ORDER BY time_ms DESC LIMIT 1")) {
            query.setInt(1, id);
            query.setLong(2, nowMs - DAY_MS);
            try (var rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(new Latest(series, rows.getLong(1), rows.getDouble(2)))
                        : Optional.empty();
            }
        }
    }

    List<SeriesGap> gaps(PostgresSeries table) throws SQLException {
        try (var query = connection.createStatement();
                var rows = query.executeQuery("SELECT series, from_ms, to_ms, amount, reason, args FROM live_gap")) {
            var gaps = new ArrayList<SeriesGap>();
            while (rows.next()) {
                double amount = rows.getDouble(4);
                var known = rows.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(amount);
                gaps.add(new SeriesGap(
                        table.get(rows.getInt(1)),
                        rows.getLong(2),
                        rows.getLong(3),
                        known,
                        new Message(rows.getString(5), List.of((String[])
                                rows.getArray(6).getArray()))));
            }
            return gaps;
        }
    }
}
