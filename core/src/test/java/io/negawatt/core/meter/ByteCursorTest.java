package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class ByteCursorTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteCursor at(String text) {
        var cursor = new ByteCursor();
        cursor.read(ByteBuffer.wrap(bytes(text)));
        return cursor;
    }

    /** A word is taken whole: {@code sda} is not the beginning of {@code sda1}, and a colon ends it without a space. */
    @Test
    void wordsAreTakenWhole() throws IOException {
        var cursor = at("  sda1 7 x 9\n lo:12 13\n");
        assertThat(cursor.accept(bytes("sda"))).isFalse();
        assertThat(cursor.accept(bytes("sda1"))).isTrue();
        assertThat(cursor.number()).isEqualTo(7);
        cursor.skipWords(1);
        assertThat(cursor.number()).isEqualTo(9);
        cursor.skipLine();
        assertThat(cursor.accept(bytes("lo"))).isTrue();
        assertThat(cursor.number()).isEqualTo(12);
        assertThat(cursor.number()).isEqualTo(13);
        cursor.skipLine();
        assertThat(cursor.hasLine()).isFalse();
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (String text : new String[] {"", "\n", "-1", "1.5", "x", "9223372036854775808"}) {
            assertThatThrownBy(() -> at(text).number()).as(text).isInstanceOf(IOException.class);
        }
    }

    /** Words may end where the text is cut. */
    @Test
    void aTextThatIsCutShortEnds() {
        var cursor = at("sda");
        assertThat(cursor.accept(bytes("sda"))).isFalse();
        cursor.skipWords(3);
        assertThat(cursor.hasLine()).isFalse();
    }

    @Test
    void aTextLongerThanTheBufferFits() throws IOException {
        assertThat(at(" ".repeat(10_000) + "42").number()).isEqualTo(42);
    }
}
