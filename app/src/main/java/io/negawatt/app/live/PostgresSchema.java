package io.negawatt.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The tables of a store in PostgreSQL; several servers may make them at once. */
final class PostgresSchema {
    static final int VERSION = 1;

    /** Keys of advisory locks: writers share the first, and who sums an hour up takes it alone for a moment. */
    static final long WRITING = 0x6e657761_00000001L;

    /** Held by the one server that does the upkeep. */
    static final long UPKEEP = 0x6e657761_00000002L;

    private static final long MAKING = 0x6e657761_00000003L;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE IF NOT EXISTS live_version (version int PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS live_series (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " definition bytea UNIQUE NOT NULL)",
            "CREATE TABLE IF NOT EXISTS live_batch (source text, epoch bigint, sequence bigint, at_ms bigint NOT NULL,"
                    + " PRIMARY KEY (source, epoch, sequence))",
            "CREATE TABLE IF NOT EXISTS live_sample (series int, time_ms bigint, value float8 NOT NULL,"
                    + " PRIMARY KEY (series, time_ms))",
            "CREATE TABLE IF NOT EXISTS live_gap (series int, from_ms bigint, to_ms bigint, amount float8, reason"
                    + " text, args text[], UNIQUE NULLS NOT DISTINCT (series, from_ms, to_ms, amount, reason, args))",
            "CREATE TABLE IF NOT EXISTS live_rolled (step_ms int, series int, start_ms bigint, samples bigint NOT NULL,"
                    + " least float8, greatest float8, total float8, last float8, amount_micro bigint NOT NULL,"
                    + " covered_ms bigint NOT NULL, PRIMARY KEY (step_ms, series, start_ms))",
            "CREATE TABLE IF NOT EXISTS live_hour (hour bigint PRIMARY KEY, rolled boolean NOT NULL)",
            "CREATE TABLE IF NOT EXISTS live_dirty (hour bigint PRIMARY KEY)");

    private PostgresSchema() {}

    /** Makes the tables where they are missing; {@return the version that the database has} */
    static int make(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + MAKING + ")");
            try {
                for (String table : TABLES) {
                    statement.execute(table);
                }
                statement.execute(
                        "INSERT INTO live_version SELECT " + VERSION + " WHERE NOT EXISTS (SELECT FROM live_version)");
                try (var version = statement.executeQuery("SELECT max(version) FROM live_version")) {
                    version.next();
                    return version.getInt(1);
                }
            } finally {
                statement.execute("SELECT pg_advisory_unlock(" + MAKING + ")");
            }
        }
    }
}
