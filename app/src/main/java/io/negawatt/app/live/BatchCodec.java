package io.negawatt.app.live;

import io.negawatt.app.store.Bits;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import io.negawatt.core.text.BadInputException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A batch as bytes, for the wire and for the spool of an agent, and back; every bit of times and values is kept. The package's
 * description tells the format. Samples of a power meter with 0.1 W of noise and more than a hundred samples a column take about
 * a byte each; the table of series is deflated, since labels repeat.
 */
public final class BatchCodec {
    private static final int MAGIC = 'N' | 'W' << 8 | 'B' << 16 | '1' << 24;
    private static final int HEADER = 8;

    /** Greatest table of series once inflated, in bytes: what a small body may grow to. */
    private static final int MOST_TABLE = 32 << 20;

    private BatchCodec() {}

    /** {@return the batch as bytes} */
    public static byte[] encode(Batch batch) {
        var out = new WireWriter();
        out.reset(HEADER);
        out.text(batch.source());
        out.whole(batch.epoch());
        out.whole(batch.sequence());
        writeTable(out, Body.table(batch.columns(), batch.gaps()));
        Body.write(out, batch.columns(), batch.gaps());
        byte[] bytes = out.toBytes();
        Bits.putInt(bytes, 0, MAGIC);
        Bits.putInt(bytes, 4, checksum(bytes));
        return bytes;
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, HEADER, bytes.length - HEADER);
        return (int) crc.getValue();
    }

    private static void writeTable(WireWriter out, List<Series> table) {
        var plain = new WireWriter();
        plain.whole(table.size());
        table.forEach(it -> SeriesCodec.write(plain, it));
        byte[] deflated = deflate(plain);
        if (deflated.length < plain.length()) {
            out.whole(plain.length());
            out.raw(deflated);
        } else {
            out.whole(0);
            out.raw(plain.toBytes());
        }
    }

    private static byte[] deflate(WireWriter plain) {
        try (var deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain.bytes(), 0, plain.length());
            deflater.finish();
            var deflated = new byte[plain.length()];
            int length = deflater.deflate(deflated);
            return deflater.finished() ? Arrays.copyOf(deflated, length) : deflated;
        }
    }

    /**
     * {@return the batch that the bytes tell}
     *
     * @throws BadInputException where they are no batch, were changed on their way, or tell more than a batch may hold; little
     *     more memory is taken than a batch of the greatest size needs, whatever the bytes are
     */
    public static Batch decode(byte[] bytes) {
        if (bytes.length < HEADER || Bits.getInt(bytes, 0) != MAGIC) {
            throw BadInputException.of("live.batch.foreign");
        }
        if (Bits.getInt(bytes, 4) != checksum(bytes)) {
            throw BadInputException.of("live.batch.checksum", bytes.length);
        }
        try {
            return read(bytes, new WireReader(bytes, HEADER, bytes.length - HEADER));
        } catch (WireReader.Malformed e) {
            throw BadInputException.of("live.batch.malformed", String.valueOf(e.getMessage()));
        }
    }

    private static Batch read(byte[] bytes, WireReader in) {
        String source = in.text();
        long epoch = in.whole();
        long sequence = in.whole();
        var parts = Body.read(bytes, bytes.length, in, readTable(in));
        if (!in.atEnd()) {
            throw new WireReader.Malformed("bytes after the end");
        }
        return new Batch(source, epoch, sequence, parts.columns(), parts.gaps());
    }

    private static List<Series> readTable(WireReader in) {
        long inflatedLength = in.whole();
        byte[] raw = in.raw();
        byte[] plain = inflatedLength == 0 ? raw : inflate(raw, inflatedLength);
        var table = new WireReader(plain, 0, plain.length);
        return table.list(() -> SeriesCodec.read(table));
    }

    private static byte[] inflate(byte[] raw, long length) {
        if (length < 0 || length > MOST_TABLE) {
            throw new WireReader.Malformed("a table of series that is too long");
        }
        try (var inflater = new Inflater(true)) {
            inflater.setInput(raw);
            var plain = new byte[(int) length];
            if (inflater.inflate(plain) != length) {
                throw new WireReader.Malformed("a table of series that ends too early");
            }
            return plain;
        } catch (DataFormatException e) {
            throw new WireReader.Malformed("a table of series that cannot be inflated");
        }
    }
}
