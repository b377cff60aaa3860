package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnseenUseTest {

    @Test
    void whatShowsWithAProcessLaterIsNotUnseen() {
        var unseen = new UnseenUse();
        unseen.fromZero();
        assertThat(unseen.settle(10, 4, false)).isZero();
        assertThat(unseen.settle(12, 12, false)).isZero();
    }

    @Test
    void whatStaysMissingCountsOnce() {
        var unseen = new UnseenUse();
        unseen.fromZero();
        assertThat(unseen.settle(10, 4, false)).isZero();
        assertThat(unseen.settle(12, 6, false)).isEqualTo(6);
        assertThat(unseen.settle(14, 8, false)).isZero();
        assertThat(unseen.settle(20, 8, true)).as("no later look follows").isEqualTo(6);
    }

    @Test
    void aCgroupThatIsFoundLaterCountsFromThen() {
        var unseen = new UnseenUse();
        assertThat(unseen.settle(1000, 4, false)).isZero();
        assertThat(unseen.settle(1000, 4, false)).isZero();
        assertThat(unseen.settle(1003, 5, true)).isEqualTo(2);
    }
}
