package io.negawatt.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueCodecTest {

    private static int length(double[] values) {
        var out = new WireWriter();
        ValueCodec.write(out, values);
        int length = out.length();
        out.u8(77);
        var in = new WireReader(out.bytes(), 0, out.length());
        assertThat(bits(ValueCodec.read(in, values.length))).isEqualTo(bits(values));
        assertThat(in.u8()).isEqualTo(77);
        var skipped = new WireReader(out.bytes(), 0, out.length());
        ValueCodec.skip(skipped);
        assertThat(skipped.position()).isEqualTo(length);
        return length;
    }

    private static long[] bits(double[] values) {
        return IntStream.range(0, values.length)
                .mapToLong(i -> Double.isNaN(values[i])
                        ? Double.doubleToLongBits(Double.NaN)
                        : Double.doubleToRawLongBits(values[i]))
                .toArray();
    }

    private static double[] values(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }

    @Test
    void everyBitComesBack() {
        length(new double[0]);
        length(new double[] {Double.NaN});
        length(new double[] {0, -0.0, 0});
        length(new double[] {1e300, -1e300, Double.MIN_VALUE, Double.POSITIVE_INFINITY, 0.1, 3});
        length(new double[] {Double.NaN, 1, 1, Double.NaN, 1});
        length(new double[] {1L << 53, (1L << 53) - 1, 1});
        length(new double[] {-9007199254740991.0, 9007199254740991.0, -9007199254740991.0, 9007199254740991.0, 0});
        length(new double[] {0.1 + 0.2, 0.3});
        length(new double[] {1e-9, 123456789.123456789});
        var random = new SplittableRandom(1);
        for (int round = 0; round < 3_000; round++) {
            int kind = random.nextInt(6);
            double scale = Math.pow(10, random.nextInt(-3, 9));
            length(values(1 + random.nextInt(300), i -> switch (kind) {
                case 0 -> random.nextInt(100) / 10.0;
                case 1 -> random.nextInt(1_000_000) / 1_000.0;
                case 2 -> Double.longBitsToDouble(random.nextLong());
                case 3 -> (float) random.nextDouble();
                case 4 -> Math.rint(i * scale);
                default -> random.nextInt(10) == 0 ? Double.NaN : random.nextGaussian() * scale;
            }));
        }
    }

    @Test
    void whatAMeterSaysTakesFewBytes() {
        var random = new SplittableRandom(2);
        assertThat(length(values(3_600, i -> 412.5))).as("a steady load").isLessThan(12);
        assertThat(length(values(3_600, i -> Math.rint(4_000 + 30 * random.nextGaussian()) / 10)))
                .as("noise of 3 W, told to 0.1 W")
                .isLessThan(3_600);
        assertThat(length(values(3_600, i -> i * 400_000_000L + random.nextInt(1_000_000))))
                .as("a counter in µJ")
                .isLessThan(3_600 * 3);
    }
}
