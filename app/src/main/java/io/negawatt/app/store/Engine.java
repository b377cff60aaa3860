package io.negawatt.app.store;

import java.sql.SQLException;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** The database engine, in memory: it reads and writes only the files it is told to and loads nothing from a network. */
final class Engine {
    private Engine() {}

    static DuckDBConnection open() throws SQLException {
        var settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        var engine = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try (var statement = engine.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
        }
        return engine;
    }

    /** {@return a path as a text of SQL} */
    static String literal(Object text) {
        return "'" + text.toString().replace("'", "''") + "'";
    }
}
