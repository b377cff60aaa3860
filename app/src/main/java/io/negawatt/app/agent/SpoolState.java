package io.negawatt.app.agent;

import io.negawatt.app.store.Bits;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.Replacement;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What the agent must know after a restart beside its batches.
 *
 * @param epoch of the last start; each start has a greater one
 * @param donePlace place up to which everything is delivered; −1 at first
 */
record SpoolState(long epoch, long donePlace) {
    private static final int TYPE = 2;
    private static final int MOST_PAYLOAD = 32;

    /** Nothing was ever there. */
    static final SpoolState NONE = new SpoolState(0, -1);

    /** {@return what the file says; {@link #NONE} where it is missing or damaged, which costs no more than sending again} */
    static SpoolState read(Disk disk, Path path) throws IOException {
        if (!disk.list(path.resolveSibling("")).contains(path)) {
            return NONE;
        }
        try (var file = disk.open(path)) {
            var scanner = new RecordScanner(file, 0, 3, MOST_PAYLOAD, type -> type == TYPE);
            if (!scanner.next()) {
                return NONE;
            }
            var in = new WireReader(scanner.bytes(), scanner.offset(), scanner.length());
            in.u8();
            return new SpoolState(in.whole(), in.whole() - 1);
        }
    }

    void write(Disk disk, Path path) throws IOException {
        var out = new WireWriter();
        out.reset(RecordScanner.HEADER);
        out.u8(TYPE);
        out.whole(epoch);
        out.whole(donePlace + 1);
        int length = out.length() - RecordScanner.HEADER;
        Bits.putInt(out.bytes(), 0, length);
        Bits.putInt(out.bytes(), 4, Bits.checksum(out.bytes(), 0, length));
        Replacement.of(disk, path, out.toBytes());
    }
}
