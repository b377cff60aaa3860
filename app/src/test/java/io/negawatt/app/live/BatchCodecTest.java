package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.app.store.Bits;
import io.negawatt.core.text.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BatchCodecTest {
    private static final long START = SampleBatches.START_MS;

    @Test
    void aBatchComesBackAsItWas() {
        var random = new SplittableRandom(3);
        for (int round = 0; round < 500; round++) {
            var batch = SampleBatches.random(random, "agent-" + round, round, START);
            assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
        }
        var empty = new Batch("a", 0, Long.MAX_VALUE, List.of(), List.of());
        assertThat(BatchCodec.decode(BatchCodec.encode(empty))).isEqualTo(empty);
    }

    @Test
    void aSampleTakesFewBytes() {
        var minute = SampleBatches.steady("agent", 0, 0, 100, START, 60);
        assertThat(BatchCodec.encode(minute).length).isLessThan(2 * minute.samples());
        var tenSeconds = SampleBatches.steady("agent", 0, 0, 100, START, 10);
        assertThat(BatchCodec.encode(tenSeconds).length).isLessThan(3 * tenSeconds.samples());
    }

    @Test
    void everyChangedBitIsFound() {
        byte[] bytes = BatchCodec.encode(SampleBatches.steady("agent", 7, 0, 3, START, 5));
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] changed = bytes.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> BatchCodec.decode(changed)).isInstanceOf(BadInputException.class);
        }
    }

    /** Bytes with a right checksum that no agent wrote: they are refused or are a batch, and take little memory. */
    @Test
    void whateverTheBytesAreTheyAreABatchOrRefused() {
        var random = new SplittableRandom(4);
        byte[] good = BatchCodec.encode(SampleBatches.steady("agent", 7, 0, 3, START, 5));
        int refused = 0;
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = random.nextInt(20) == 0 ? new byte[9 + random.nextInt(60)] : good.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                bytes[8 + random.nextInt(bytes.length - 8)] = (byte) random.nextInt();
            }
            refused += decodes(signed(bytes)) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static byte[] signed(byte[] bytes) {
        System.arraycopy("NWB1".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 4);
        var crc = new CRC32C();
        crc.update(bytes, 8, bytes.length - 8);
        Bits.putInt(bytes, 4, (int) crc.getValue());
        return bytes;
    }

    private static boolean decodes(byte[] bytes) {
        try {
            return BatchCodec.decode(bytes).samples() >= 0;
        } catch (BadInputException e) {
            return false;
        }
    }

    @Test
    void aBatchSaysWhatIsWrongWithIt() {
        long[] times = {1, 2};
        assertThatThrownBy(() -> new Column(SampleBatches.power(0), times, new double[1]))
                .hasMessageContaining("2 times and 1 values");
        assertThatThrownBy(() -> new Column(SampleBatches.power(0), new long[] {2, 2}, new double[2]))
                .hasMessageContaining("2 ms comes after 2 ms");
        var column = new Column(SampleBatches.power(0), times, new double[2]);
        assertThatThrownBy(() -> new Batch("a", 0, 0, List.of(column, column), List.of()))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> new Batch("", 0, 0, List.of(), List.of())).hasMessageContaining("1 to 512");
        var large = new ArrayList<Column>();
        long[] many = new long[Batch.MOST_SAMPLES];
        Arrays.setAll(many, i -> i);
        large.add(new Column(SampleBatches.power(0), many, new double[many.length]));
        large.add(new Column(SampleBatches.power(1), times, new double[2]));
        assertThatThrownBy(() -> new Batch("a", 0, 0, large, List.of())).hasMessageContaining("1048578 samples");
        assertThatThrownBy(() -> BatchCodec.decode(new byte[4])).hasMessageContaining("NWB1");
    }

    @Test
    void aTenantIsGivenByWhoKnows() {
        var batch = SampleBatches.steady("agent", 7, 0, 3, START, 5).withTenant("lab");
        assertThat(batch.columns()).allMatch(it -> it.series().tenant().equals("lab"));
        assertThat(BatchCodec.decode(BatchCodec.encode(batch))).isEqualTo(batch);
    }
}
