package io.negawatt.app.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The samples of a batch into {@code live_incoming}, a table of the connection's own, by {@code COPY} in its binary form.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, binary format</a>
 */
final class PostgresCopy {
    /** Filled and emptied within a transaction; in no log, since nobody else sees it. */
    static final String TABLE = "CREATE TEMP TABLE IF NOT EXISTS live_incoming"
            + " (series int, time_ms bigint, value float8) ON COMMIT DELETE ROWS";

    private static final byte[] SIGNATURE = "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int HEADER_BYTES = 19;
    private static final int ROW_BYTES = 34;
    private static final short FIELDS = 3;
    private static final short END = -1;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

    private PostgresCopy(CopyIn copy) {
        this.copy = copy;
    }

    /** Copies every sample, by series and time: one order for everybody, so that two servers never wait for each other. */
    static void samples(Connection connection, Batch batch, int[] ids) throws SQLException {
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY live_incoming FROM STDIN (FORMAT binary)");
        try {
            new PostgresCopy(copy).write(batch, ids);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void write(Batch batch, int[] ids) throws SQLException {
        buffer.put(SIGNATURE).position(HEADER_BYTES);
        var order = IntStream.range(0, batch.columns().size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> ids[i]))
                .toList();
        for (int i : order) {
            write(ids[i], batch.columns().get(i));
        }
        room(Short.BYTES);
        buffer.putShort(END);
        flush();
    }

    private void write(int id, Column column) throws SQLException {
        long[] times = column.timesMs();
        double[] values = column.values();
        for (int i = 0; i < times.length; i++) {
            room(ROW_BYTES);
            buffer.putShort(FIELDS).putInt(Integer.BYTES).putInt(id);
            buffer.putInt(Long.BYTES).putLong(times[i]).putInt(Double.BYTES).putDouble(values[i]);
        }
    }

    private void room(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
