package io.negawatt.plan.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static Runs attempt(String id, Duration before) {
        return Runs.run().id(id).from(Runs.NOON.minus(before)).gpu("H100", 500);
    }

    @Test
    void failedAttemptsOfTheDayBeforeAreCountedWithWhatTheyLost() {
        var run = Runs.run().gpu("H100", 500);
        var found = new Retries()
                .of(run.subject(
                        attempt("a", Duration.ofHours(2)).failed().account(),
                        attempt("b", Duration.ofHours(1)).interrupted().account(),
                        attempt("c", Duration.ofHours(30)).failed().account(),
                        attempt("d", Duration.ofHours(3)).account()));
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.title().args().getFirst()).isEqualTo("2");
            assertThat(finding.change().orElseThrow().energy().mid()).isCloseTo(-2.0 / 3, within(1e-9));
        });
    }

    @Test
    void otherCommandsAreNoRetries() {
        var other = attempt("a", Duration.ofHours(1)).name("other.py").failed().account();
        assertThat(new Retries().of(Runs.run().gpu("H100", 500).subject(other))).isEmpty();
    }

    @Test
    void aCommandThatRanToItsEndBeforeIsRepeatedWork() {
        var before = attempt("a", Duration.ofHours(1)).account();
        assertThat(new RepeatedWork().of(Runs.run().gpu("H100", 500).subject(before)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.title().args()).containsExactly("2"));
        assertThat(new RepeatedWork().of(Runs.run().gpu("H100", 500).subject())).isEmpty();
    }
}
