package io.negawatt.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearnessTest {

    @ParameterizedTest
    @CsvSource({
        "cn-est,cn-east,1",
        "ca,ac,1",
        "germnay,germany,1",
        "'',abc,3",
        "abc,'',3",
        "same,same,0",
        "kitten,sitting,3"
    })
    void countsTheLettersToChange(String a, String b, int distance) {
        assertThat(Nearness.distance(a, b)).isEqualTo(distance);
        assertThat(Nearness.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void offersTheNearestFirstAndNoMoreThanFive() {
        var known = List.of("cn-west", "cn-east", "de", "cn-a", "cn-b", "cn-c", "cn-d", "cn-e");

        assertThat(Nearness.near("cn-est", known))
                .startsWith("cn-east", "cn-west")
                .doesNotContain("de");
        assertThat(Nearness.near("cn", known)).hasSize(5).doesNotContain("de");
    }

    @Test
    void offersNothingForWhatIsLikeNothing() {
        assertThat(Nearness.near("atlantis", List.of("de", "cn-east", "world"))).isEmpty();
        assertThat(Nearness.near("", List.of("de", "cn-east"))).isEmpty();
    }
}
