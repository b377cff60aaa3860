package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecordScannerTest {
    private static final Path FILE = Path.of("/records");
    private static final int RECORDS = 40;

    /** With its header a power of two, so that a changed bit of a length points to another record's start. */
    private static final int PAYLOAD = 64 - RecordScanner.HEADER;

    private static byte[] records() {
        var bytes = new byte[RECORDS * (RecordScanner.HEADER + PAYLOAD)];
        for (int i = 0; i < RECORDS; i++) {
            var record = new byte[RecordScanner.HEADER + PAYLOAD];
            record[RecordScanner.HEADER] = 1;
            record[RecordScanner.HEADER + 1] = (byte) i;
            Bits.putInt(record, 0, PAYLOAD);
            Bits.putInt(record, 4, Bits.checksum(record, 0, PAYLOAD));
            System.arraycopy(record, 0, bytes, i * record.length, record.length);
        }
        return bytes;
    }

    private static List<Integer> read(byte[] bytes) throws IOException {
        var disk = new FaultyDisk();
        disk.put(FILE, bytes);
        var read = new ArrayList<Integer>();
        try (var file = disk.open(FILE)) {
            var scanner = new RecordScanner(file, 0, 1, 1 << 20, type -> type == 1);
            while (scanner.next()) {
                read.add((int) scanner.bytes()[scanner.offset() + 1]);
            }
            assertThat(scanner.unreadableBytes()).isEqualTo((RECORDS - read.size()) * 64L);
        }
        return read;
    }

    @Test
    void aChangedBitCostsItsRecordAloneWhereverItIs() throws IOException {
        byte[] whole = records();
        assertThat(read(whole)).hasSize(RECORDS);
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            int damaged = bit / 8 / 64;
            assertThat(read(changed))
                    .as("bit %d", bit)
                    .isEqualTo(IntStream.range(0, RECORDS)
                            .filter(it -> it != damaged)
                            .boxed()
                            .toList());
        }
    }
}
