package io.negawatt.app.live;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.concurrent.Semaphore;

/** A few connections to a database; one that failed is closed and not used again. Thread-safe. */
final class PostgresPool implements AutoCloseable {
    private static final int MOST = 8;

    /** What is acknowledged is on the disk, whatever the database is set to; stricter settings stay. */
    private static final String DURABLE = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    private final String url;
    private final Properties properties;
    private final Semaphore free = new Semaphore(MOST);
    private final Deque<Connection> idle = new ArrayDeque<>();

    PostgresPool(String url, Properties properties) {
        this.url = url;
        this.properties = properties;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** {@return what comes of work in one transaction, which is undone where the work fails} */
    <T> T transaction(int isolation, Work<T> work) throws SQLException {
        free.acquireUninterruptibly();
        try {
            var connection = take();
            boolean done = false;
            try {
                connection.setTransactionIsolation(isolation);
                var result = work.with(connection);
                connection.commit();
                done = true;
                return result;
            } finally {
                if (done) {
                    putBack(connection);
                } else {
                    connection.close();
                }
            }
        } finally {
            free.release();
        }
    }

    private Connection take() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        var connection = DriverManager.getConnection(url, properties);
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute(DURABLE);
            statement.execute(PostgresCopy.TABLE);
            connection.commit();
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void putBack(Connection connection) {
        synchronized (idle) {
            idle.push(connection);
        }
    }

    @Override
    public void close() throws SQLException {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                idle.pop().close();
            }
        }
    }
}
