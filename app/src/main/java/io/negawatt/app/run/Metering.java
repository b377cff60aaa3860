package io.negawatt.app.run;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.meter.ActivitySource;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.meter.ProcessTree;
import io.negawatt.core.series.Reading;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Polls the meters and the process tree at a steady beat on a thread of its own, from the start of a run to its end. A poll
 * that comes late is not repeated: counters lose nothing, and samples integrate over the time that passed.
 */
final class Metering implements AutoCloseable {
    /** Who used a GPU is asked less often than what it used: drivers keep it for seconds, and asking costs more. */
    private static final Duration ACTIVITY_EVERY = Duration.ofSeconds(1);

    private final MeterSet meters;
    private final List<ActivitySource> sources;
    private final ProcessTree tree;
    private final Duration period;
    private final InstantSource clock;
    private final Consumer<List<RunEvent>> events;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Instant nextActivity = Instant.MIN;
    private Runnable before = () -> {};
    private final Thread thread =
            Thread.ofPlatform().name("negawatt-meter").daemon().unstarted(this::beat);

    Metering(MeterSet meters, ProcessTree tree, Duration period, InstantSource clock, Consumer<List<RunEvent>> events) {
        this.meters = meters;
        this.sources = meters.meters().stream()
                .filter(ActivitySource.class::isInstance)
                .map(ActivitySource.class::cast)
                .toList();
        this.tree = tree;
        this.period = period;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Starts the beat; the meters have their base line already.
     *
     * @param beforePoll learns what has to be known before each poll, such as phases that were told meanwhile
     */
    void start(Runnable beforePoll) {
        before = beforePoll;
        thread.start();
    }

    private void beat() {
        long nextNanos = System.nanoTime() + period.toNanos();
        try {
            while (!stop.await(Math.max(0, nextNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                poll(false);
                long nowNanos = System.nanoTime();
                nextNanos += period.toNanos() * Math.max(1, (nowNanos - nextNanos) / period.toNanos() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void poll(boolean last) {
        before.run();
        Instant now = clock.instant();
        var activities = new ArrayList<>(tree.activities(now, tree));
        List<Reading> readings = meters.poll(now);
        if (last || !now.isBefore(nextActivity)) {
            nextActivity = now.plus(ACTIVITY_EVERY);
            sources.forEach(source -> activities.addAll(source.activities(now, tree)));
        }
        var told = new ArrayList<RunEvent>();
        for (var seen : tree.newlySeen()) {
            told.add(new RunEvent.ProcessSeen(now, seen.process(), seen.pid(), seen.name(), seen.rank()));
        }
        for (var note : tree.newNotes()) {
            told.add(new RunEvent.Noted(now, note));
        }
        told.add(new RunEvent.Polled(now, readings, activities));
        events.accept(told);
    }

    /** Ends the beat with a last poll, so that the readings reach to the end of the run, and with what the meters noted. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        poll(true);
        Instant end = clock.instant();
        var notes = meters.notes().stream()
                .<RunEvent>map(note -> new RunEvent.Noted(end, note))
                .toList();
        if (!notes.isEmpty()) {
            events.accept(notes);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
