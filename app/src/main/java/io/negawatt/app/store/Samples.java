package io.negawatt.app.store;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * The readings of closed runs as sorted, compressed Parquet, and sums over them. The first use in a process loads a database
 * engine, which takes longer than anything else here; nothing that can do without opens this class.
 *
 * <p>Not thread-safe.
 */
public final class Samples implements AutoCloseable {
    /** A step that begins in 1970 and holds every time that a file can. */
    public static final Duration WHOLE = Duration.ofNanos(Long.MAX_VALUE);

    private final DuckDBConnection engine;

    private Samples(DuckDBConnection engine) {
        this.engine = engine;
    }

    /** {@return an engine in memory, which reads and writes only the files it is told to and loads nothing from a network} */
    public static Samples open() throws StoreException {
        try {
            return new Samples(Engine.open());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Writes {@code samples.parquet} of a closed run from its journal; does nothing where it is there.
     *
     * @throws StoreException where the run is still open, its journal cannot be read, or the disk fails; no half file stays
     */
    public void seal(RunFolder run) throws StoreException {
        if (Files.exists(run.samples())) {
            return;
        }
        if (!run.closed()) {
            throw new StoreException(Message.of("store.samples.open", run.id()));
        }
        var temporary = Replacement.temporary(run.samples());
        try {
            new Sealing(engine, run).writeTo(temporary);
            try (var file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Replacement.finish(Disk.LOCAL, temporary, run.samples());
        } catch (SQLException e) {
            throw failed(e);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(Message.of("store.write.failed", run.samples(), Reasons.of(e)), e);
        } finally {
            discard(temporary);
        }
    }

    private static void discard(Path temporary) throws StoreException {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new StoreException(Message.of("store.write.failed", temporary, Reasons.of(e)), e);
        }
    }

    /** What a sum is made by. */
    public enum By {
        /** Each channel that is not inside another. */
        DEVICE("channel"),
        COMPONENT("component");

        private final String column;

        By(String column) {
            this.column = column;
        }
    }

    /**
     * Energy of a device or component in a step of time, as it was metered: the use of others included.
     *
     * @param name id of the channel or the component
     * @param from start of the step; a whole multiple of its length since 1970 in UTC
     * @param joules energy, in J
     * @param coveredS time that has a figure, in s; adds up over the channels of a component
     * @param gapS time that has none, in s
     */
    public record Sum(String name, Instant from, double joules, double coveredS, double gapS) {}

    /**
     * {@return sums by device or component and step, in this order}
     *
     * <p>A reading that reaches over the border of a step is shared out by time. A channel inside another is left out, so that
     * the sums of all rows are the energy.
     *
     * @param runs runs that are sealed
     * @param step length of a step, at least 1 ns; {@link #WHOLE} for one step that holds everything
     */
    public List<Sum> summarize(Collection<RunFolder> runs, By by, Duration step) throws StoreException {
        if (runs.isEmpty()) {
            return List.of();
        }
        String files = runs.stream().map(it -> Engine.literal(it.samples())).collect(Collectors.joining(", "));
        return query(
                """
                WITH reading AS (
                    SELECT $by AS name, epoch_ns("from") AS f, epoch_ns("at") AS t, joules,
                        f // $step AS step, (t - 1) // $step > step AS beyond
                    FROM read_parquet([$files]) WHERE parent IS NULL),
                whole AS (
                    SELECT name, step, fsum(joules) FILTER (NOT beyond) AS joules,
                        sum(t - f) FILTER (NOT beyond AND joules IS NOT NULL) AS coveredNs,
                        sum(t - f) FILTER (NOT beyond AND joules IS NULL) AS gapNs,
                        list({'f': f, 't': t, 'j': joules}) FILTER (beyond) AS rest
                    FROM reading GROUP BY ALL),
                piece AS (
                    SELECT name, f, t, j, unnest(range(f // $step, (t - 1) // $step + 1)) AS step,
                        least(t, (step + 1) * $step) - greatest(f, step * $step) AS ns
                    FROM (SELECT name, unnest(rest, recursive := true) FROM whole)),
                part AS (
                    SELECT name, step, joules, coveredNs, gapNs FROM whole
                    UNION ALL
                    SELECT name, step, j * (ns / (t - f)), if(j IS NULL, 0, ns), if(j IS NULL, ns, 0) FROM piece)
                SELECT name, step * $step, coalesce(fsum(joules), 0),
                    coalesce(sum(coveredNs), 0), coalesce(sum(gapNs), 0)
                FROM part GROUP BY name, step ORDER BY name, step\
                """.replace("$by", by.column)
                        .replace("$step", Long.toString(step.toNanos()))
                        .replace("$files", files),
                row -> new Sum(
                        row.getString(1),
                        Instant.EPOCH.plusNanos(row.getLong(2)),
                        row.getDouble(3),
                        row.getDouble(4) / 1e9,
                        row.getDouble(5) / 1e9));
    }

    /** What a channel metered in a run: {@code joules} in J, and the number of readings with and without a figure. */
    public record ChannelTotal(String channel, double joules, long figures, long gaps) {}

    /** {@return what each channel of a sealed run metered, those inside others included, by id} */
    public List<ChannelTotal> totals(RunFolder run) throws StoreException {
        return query(
                """
                SELECT channel, coalesce(fsum(joules), 0), count(joules), count(*) - count(joules)
                FROM read_parquet([%s]) GROUP BY channel ORDER BY channel\
                """.formatted(Engine.literal(run.samples())),
                row -> new ChannelTotal(row.getString(1), row.getDouble(2), row.getLong(3), row.getLong(4)));
    }

    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Row<T> row) throws StoreException {
        try (var statement = engine.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return List.copyOf(rows);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StoreException failed(SQLException e) {
        return new StoreException(
                Message.of(
                        "store.samples.failed",
                        Optional.ofNullable(e.getMessage()).orElse("?")),
                e);
    }

    @Override
    public void close() throws StoreException {
        try {
            engine.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }
}
