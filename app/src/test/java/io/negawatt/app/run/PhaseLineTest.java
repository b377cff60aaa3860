package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseLineTest {

    private static PhaseLine parse(String line) {
        return PhaseLine.parse(line.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theFourLinesAreRead() {
        assertThat(parse("begin train")).isEqualTo(new PhaseLine.Begin("train"));
        assertThat(parse("begin data loading\r")).isEqualTo(new PhaseLine.Begin("data loading"));
        assertThat(parse("end 训练")).isEqualTo(new PhaseLine.End("训练"));
        assertThat(parse("count tokens 4096")).isEqualTo(new PhaseLine.Count("tokens", 4096));
        assertThat(parse("count samples 1.5e3")).isEqualTo(new PhaseLine.Count("samples", 1500));
        assertThat(parse("rank 3")).isEqualTo(new PhaseLine.Rank(3));
        assertThat(parse("  ")).isEqualTo(new PhaseLine.Empty());
    }

    @Test
    void aLineMayStateItsTime() {
        assertThat(parse("@12345.678901 begin backward"))
                .isEqualTo(new PhaseLine.Timed(12345.678901, new PhaseLine.Begin("backward")));
        assertThat(parse(" @0 \tend data loading"))
                .isEqualTo(new PhaseLine.Timed(0, new PhaseLine.End("data loading")));
        assertThat(parse("@7.5 count tokens 4096"))
                .isEqualTo(new PhaseLine.Timed(7.5, new PhaseLine.Count("tokens", 4096)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@ begin train",
                "@12345.678901",
                "@12 hello",
                "@-1 begin train",
                "@1e3 begin train",
                "@NaN begin train",
                "@12345678901 begin train",
                "@1,5 begin train",
                "@1 @2 begin train",
                "begin",
                "begin ",
                "end",
                "Begin train",
                "start train",
                "begin a\u0000b",
                "begin \u001b[31m",
                "begin a\u202eb",
                "count tokens",
                "count 4096",
                "count tokens -1",
                "count tokens NaN",
                "count tokens Infinity",
                "count tokens 1e999",
                "count tokens 0x10",
                "count tokens 4096 5",
                "count tokens 4,096",
                "rank -1",
                "rank 1.5",
                "rank 9999999999",
                "rank",
                "{\"begin\":\"train\"}",
                "begin 0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void whatIsNotOfTheProtocolIsMalformedAndSafeToShow(String line) {
        assertThat(parse(line))
                .isInstanceOfSatisfying(
                        PhaseLine.Malformed.class,
                        malformed -> assertThat(malformed.shown())
                                .hasSizeLessThanOrEqualTo(PhaseLine.MOST_NAME_CHARS)
                                .doesNotContainPattern("\\p{Cntrl}|\u202e"));
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        assertThat(PhaseLine.parse(new byte[] {'b', 'e', 'g', 'i', 'n', ' ', (byte) 0xff, 'a'}))
                .isInstanceOf(PhaseLine.Malformed.class);
    }

    @Test
    void aHugeLineIsOneMalformedLineAndTheNextIsRead() {
        var lines = new ArrayList<PhaseLine>();
        var reader = new PhaseLines();
        reader.take(bytes("begin " + "x".repeat(1_000_000)), lines::add);
        assertThat(lines).isEmpty();
        reader.take(bytes("\nend train\nbeg"), lines::add);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isInstanceOf(PhaseLine.Malformed.class);
        assertThat(lines.get(1)).isEqualTo(new PhaseLine.End("train"));
        assertThat(reader.cutShort()).contains(new PhaseLine.Malformed("beg"));
    }

    /** However the bytes are cut into reads, the lines are the same; and whatever the bytes are, none throws. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomBytesInRandomPiecesMeanTheSame(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            var alphabet = "begin end count rank @12\n\n ".getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(20) == 0 ? bytes[i] : alphabet[random.nextInt(alphabet.length)];
            }
            assertThat(inPieces(bytes, random)).isEqualTo(inPieces(bytes, new Random(0)));
        }
    }

    private static List<PhaseLine> inPieces(byte[] bytes, Random random) {
        var lines = new ArrayList<PhaseLine>();
        var reader = new PhaseLines();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, 1 + random.nextInt(300));
            reader.take(ByteBuffer.wrap(bytes, at, length), lines::add);
            at += length;
        }
        return lines;
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
