package io.negawatt.core.meter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/**
 * A simulated device for one kind of meter, so that {@link MeterContractTest} can put the kind to the test. To add a kind: one
 * class that implements this and one line in {@link MeterFixtures#ALL}.
 *
 * <p>The device has drawn {@link #watts} for a long time when it is made, goes on to do so while {@link #run} is called, and is
 * gone after {@link #vanish}.
 */
interface MeterFixture extends AutoCloseable {

    /** {@return the device's meter, discovered as a host would} */
    Meter meter();

    /** {@return the constant power of the channel's device, in W} */
    double watts(Channel channel);

    /** Lets the device draw power for this time. */
    void run(Duration time);

    /** Takes the device away; from now on nothing can be read. */
    void vanish();

    /** Waits until everything is there that a poll now should see; only meters over a network need it. */
    default void settle() {}

    @Override
    default void close() {}

    /**
     * How to make the fixture of a kind.
     *
     * @param kind name of the kind, as in {@link Meters#ALL}
     * @param make makes it in an empty folder
     */
    record Maker(String kind, Function<Path, MeterFixture> make) {
        @Override
        public String toString() {
            return kind;
        }
    }
}
