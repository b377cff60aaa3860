package io.negawatt.app.live;

import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A batch as a record of the write-ahead log: its identity, the numbers of its series and its columns, as bytes that are written to
 * the log and kept in memory as they are until they are sealed.
 *
 * <p>Payload: u8 {@value #TYPE}, text source, whole epoch, whole sequence, list of the series' numbers, each less the one before, and
 * the body.
 */
final class BatchRecord {
    static final int TYPE = 1;

    private final Identity identity;
    private final int[] ids;
    private final Layout layout;
    private final List<SeriesGap> gaps;
    private final byte[] bytes;
    private final long reachMs;

    private BatchRecord(Identity identity, int[] ids, Layout layout, List<SeriesGap> gaps, byte[] bytes, long reachMs) {
        this.reachMs = reachMs;
        this.identity = identity;
        this.ids = ids;
        this.layout = layout;
        this.gaps = gaps;
        this.bytes = bytes;
    }

    /** {@return the record of a batch whose table of series has these numbers} */
    static BatchRecord of(Batch batch, int[] ids) {
        var out = new WireWriter();
        out.reset(RecordScanner.HEADER);
        out.u8(TYPE);
        out.text(batch.source());
        out.whole(batch.epoch());
        out.whole(batch.sequence());
        Ids.write(out, ids);
        int body = out.length();
        Body.write(out, batch.columns(), batch.gaps());
        byte[] bytes = out.toBytes();
        RecordFile.seal(bytes, bytes.length);
        var in = new WireReader(bytes, body, bytes.length - body);
        var layout = Layout.read(bytes, bytes.length, in);
        return new BatchRecord(
                Identity.of(batch),
                ids,
                layout,
                batch.gaps(),
                bytes,
                reachMs(batch.columns().stream().map(Column::series)));
    }

    /**
     * {@return the record whose payload stands in {@code source}; throws {@link WireReader.Malformed}}
     *
     * @param table knows the series by their numbers
     */
    static BatchRecord read(byte[] source, int offset, int length, SeriesTable table) {
        byte[] bytes = new byte[RecordScanner.HEADER + length];
        System.arraycopy(source, offset - RecordScanner.HEADER, bytes, 0, bytes.length);
        var in = new WireReader(bytes, RecordScanner.HEADER, length);
        if (in.u8() != TYPE) {
            throw new WireReader.Malformed("no batch");
        }
        var identity = new Identity(in.text(), in.whole(), in.whole());
        int[] ids = Ids.read(in);
        var series = new ArrayList<Series>(ids.length);
        for (int id : ids) {
            series.add(table.get(id).orElseThrow(() -> new WireReader.Malformed("an unknown series")));
        }
        var layout = Layout.read(bytes, bytes.length, in);
        return new BatchRecord(identity, ids, layout, Layout.readGaps(in, series), bytes, reachMs(series.stream()));
    }

    private static long reachMs(Stream<Series> series) {
        return series.mapToLong(Series::reachMs).max().orElse(0);
    }

    Identity identity() {
        return identity;
    }

    /** {@return the number of the series of a column} */
    int id(int column) {
        return ids[column];
    }

    Layout layout() {
        return layout;
    }

    List<SeriesGap> gaps() {
        return gaps;
    }

    /** {@return the whole record, with length and checksum} */
    byte[] bytes() {
        return bytes;
    }

    /** {@return the longest reach of its series} */
    long reachMs() {
        return reachMs;
    }

    /** {@return the first time of a sample; the greatest number where there is none} */
    long minMs() {
        long minMs = Long.MAX_VALUE;
        for (int i = 0; i < layout.columns(); i++) {
            minMs = layout.size(i) == 0 ? minMs : Math.min(minMs, layout.times(i)[0]);
        }
        return minMs;
    }

    int samples() {
        int samples = 0;
        for (int i = 0; i < layout.columns(); i++) {
            samples += layout.size(i);
        }
        return samples;
    }
}
