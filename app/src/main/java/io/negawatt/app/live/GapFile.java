package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file with every gap that was told. Payload of a record: u8 {@value #TYPE}, the series, and the gap as in a body. */
final class GapFile {
    static final int TYPE = 7;

    private GapFile() {}

    /** Writes and forces a file; {@return what the manifest says of it} */
    static StoredFile write(Disk disk, Path path, List<SeriesGap> gaps, long data, long nowMs) throws IOException {
        try (var out = RecordFile.create(disk, path)) {
            for (var gap : gaps) {
                var record = new WireWriter();
                record.reset(RecordScanner.HEADER);
                record.u8(TYPE);
                SeriesCodec.write(record, gap.series());
                Body.write(record, List.of(), List.of(gap));
                RecordFile.seal(record.bytes(), record.length());
                out.append(record.bytes(), record.length());
            }
            out.write();
            out.force();
            long number = Files.number(path).orElseThrow();
            return new StoredFile(FileKind.GAPS, number, data, 0, 0, 0, 0, 0, gaps.size(), out.size(), 0, nowMs);
        }
    }

    /** Adds the gaps of a file to a list; {@return the number of bytes of damage} */
    static long read(Disk disk, Path path, List<SeriesGap> gaps) throws IOException {
        try (var file = disk.open(path)) {
            var records = RecordFile.scan(file, type -> type == TYPE);
            while (records.next()) {
                gaps.addAll(read(records));
            }
            return records.unreadableBytes();
        }
    }

    private static List<SeriesGap> read(RecordScanner records) {
        int end = records.offset() + records.length();
        var in = new WireReader(records.bytes(), records.offset() + 1, records.length() - 1);
        var table = new ArrayList<Series>();
        table.add(SeriesCodec.read(in));
        return Body.read(records.bytes(), end, in, table).gaps();
    }
}
