package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedLayoutTest {
    private static final Buckets BUCKETS = new Buckets(List.of(List.of(2), List.of(0, 1)));

    @Test
    void bucketsFollowEachOtherFromLineToLine() {
        var layout = new SharedLayout(BUCKETS, List.of(100L, 3L, 17L), false);
        assertThat(layout.elements(0)).isEqualTo(17);
        assertThat(layout.elements(1)).isEqualTo(103);
        assertThat(layout.from(1)).isEqualTo(128);
        assertThat(layout.bytes()).isEqualTo(128 + 448);
    }

    @Test
    void halvesTakeHalfTheBytes() {
        var layout = new SharedLayout(BUCKETS, List.of(64L, 64L, 32L), true);
        assertThat(layout.bytes()).isEqualTo(2 * layout.elements());
    }
}
