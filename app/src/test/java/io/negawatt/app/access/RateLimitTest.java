package io.negawatt.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private long nanos;

    @Test
    void aBurstThenASteadyRate() {
        var limit = new RateLimit(2, 3, 10, () -> nanos);
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isEmpty();
        }
        assertThat(limit.take("a")).contains(Duration.ofMillis(500));
        assertThat(limit.take("b")).isEmpty();
        nanos += 500_000_000;
        assertThat(limit.hasRoom("a")).isTrue();
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("a")).isPresent();
        nanos += 3_600_000_000_000L;
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isEmpty();
        }
        assertThat(limit.take("a")).isPresent();
    }

    @Test
    void callersBeyondItsMemoryPushOutThoseThatWereQuietLongest() {
        var limit = new RateLimit(0.001, 1, 2, () -> nanos);
        assertThat(limit.take("a")).isEmpty();
        assertThat(limit.take("b")).isEmpty();
        assertThat(limit.take("a")).isPresent();
        assertThat(limit.take("c")).isEmpty();
        assertThat(limit.take("a")).isPresent();
        assertThat(limit.take("b")).as("forgotten").isEmpty();
    }
}
