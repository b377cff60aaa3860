package io.negawatt.plan.signal;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What fetching needs of the world.
 *
 * @param cache folder of answers, made when it is needed
 * @param random spreads retries, so that many who failed together do not come back together
 * @param sleep waits
 */
public record Surroundings(
        HttpClient client, Path cache, Keys keys, InstantSource clock, RandomGenerator random, Sleep sleep) {

    /** Waits for a time. */
    @FunctionalInterface
    public interface Sleep {
        void sleep(Duration time) throws InterruptedException;
    }

    /** {@return those of this process} */
    public static Surroundings ofProcess(Path cache, Keys keys, InstantSource clock) {
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        return new Surroundings(client, cache, keys, clock, RandomGenerator.getDefault(), Thread::sleep);
    }
}
