package io.negawatt.app.run;

import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The clock of a run, which never steps: the wall clock at the start plus the monotonic time since. It goes on evenly when
 * somebody sets the wall clock, and stands still, as the machine does, when that sleeps.
 *
 * <p>Thread-safe but for {@link #step}, which one thread may ask.
 */
public final class RunClock implements InstantSource {
    /** Wall and monotonic time part by more than this at once only where the wall clock was set or the machine slept. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private final InstantSource wall;
    private final LongSupplier nanos;
    private final Instant startWall;
    private final long startNanos;
    private Duration drift = Duration.ZERO;

    /**
     * Starts the clock.
     *
     * @param wall the wall clock
     * @param nanos monotonic time in ns, from any origin
     */
    public RunClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.startWall = wall.instant();
        this.startNanos = nanos.getAsLong();
    }

    @Override
    public Instant instant() {
        return startWall.plusNanos(nanos.getAsLong() - startNanos);
    }

    /** {@return what to note if the wall clock stepped since the last call; a slow correction of it is no step} */
    public Optional<Message> step() {
        var driftNow = Duration.between(instant(), wall.instant());
        var step = driftNow.minus(drift);
        drift = driftNow;
        if (step.abs().compareTo(STEP) <= 0) {
            return Optional.empty();
        }
        String key = step.isNegative() ? "note.clock.back" : "note.clock.ahead";
        return Optional.of(Message.of(key, inSeconds(step.abs())));
    }

    private static String inSeconds(Duration time) {
        return io.negawatt.core.text.Numbers.fixed(time.toMillis() / 1000.0, 1) + " s";
    }
}
