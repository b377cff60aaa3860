package io.negawatt.app.agent;

import io.negawatt.app.run.RunClock;
import io.negawatt.app.store.Disk;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** The agent at work: a thread that polls at a steady beat, and one that delivers, which wakes when there is something to send. */
public final class AgentService implements AutoCloseable {
    private static final Duration BATCH = Duration.ofSeconds(5);
    private static final long LAST_ATTEMPTS_MS = 3_000;
    private static final long IDLE_MS = 60_000;

    private final Duration period;
    private final RunClock clock;
    private final Spool spool;
    private final Agent agent;
    private final Activities activities;
    private final Delivery delivery;
    private final Consumer<Message> log;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Semaphore wake = new Semaphore(0);
    private final Thread meterThread =
            Thread.ofPlatform().name("negawatt-meter").daemon().unstarted(this::beats);
    private final Thread sendThread =
            Thread.ofPlatform().name("negawatt-send").daemon().unstarted(this::deliveries);
    private volatile boolean clockStepped;

    /**
     * How the agent works.
     *
     * @param node name of the host in labels, and the source of its batches
     * @param period time between two polls
     * @param spool folder
     * @param spoolBytes how much of the disk it may take
     */
    public record Settings(String node, Duration period, Path spool, long spoolBytes) {}

    /**
     * Starts the agent.
     *
     * @param log told of what somebody should know; from several threads
     */
    public AgentService(
            Settings settings,
            Host host,
            MeterSet meters,
            Uplink uplink,
            InstantSource wall,
            RandomGenerator random,
            Consumer<Message> log)
            throws IOException {
        this.period = settings.period();
        this.log = log;
        this.clock = new RunClock(wall, System::nanoTime);
        this.spool = Spool.open(Disk.LOCAL, settings.spool(), settings.spoolBytes(), settings.node(), wall, log);
        this.activities = Activities.of(host, meters, settings.node(), clock.instant());
        this.agent = new Agent(new Gathering(meters, settings.node(), period), activities, spool, clock, BATCH, log);
        this.delivery = new Delivery(spool, uplink, clock, random, log);
        agent.start();
        meterThread.start();
        sendThread.start();
    }

    /** {@return how the spool is} */
    public Spool.Status spool() {
        return spool.status();
    }

    private void beats() {
        long nextNanos = System.nanoTime() + period.toNanos();
        try {
            while (!stop.await(Math.max(0, nextNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                beat();
                long nowNanos = System.nanoTime();
                nextNanos += period.toNanos() * Math.max(1, (nowNanos - nextNanos) / period.toNanos() + 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        clock.step().ifPresent(note -> {
            clockStepped = true;
            log.accept(note);
        });
        if (agent.beat()) {
            wake.release();
        }
    }

    private void deliveries() {
        try {
            while (stop.getCount() > 0) {
                if (clockStepped) {
                    clockStepped = false;
                    delivery.clockStepped();
                }
                pause(delivery.step());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pause(Delivery.Step step) throws InterruptedException {
        switch (step) {
            case DONE -> {}
            case IDLE -> {
                if (wake.tryAcquire(IDLE_MS, TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
            case FAILED -> stop.await(delivery.waitMs(), TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the beat, puts the last samples into the spool, attempts for a moment to deliver them, and closes what it opened. */
    @Override
    public void close() throws IOException {
        stop.countDown();
        wake.release();
        join(meterThread);
        sendThread.interrupt();
        join(sendThread);
        agent.finish();
        long endNanos = System.nanoTime() + LAST_ATTEMPTS_MS * 1_000_000;
        while (System.nanoTime() < endNanos && delivery.step() == Delivery.Step.DONE) {}
        activities.close();
        spool.close();
    }

    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
