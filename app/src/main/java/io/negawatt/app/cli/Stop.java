package io.negawatt.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds a process that was told to end, such as by Ctrl-C, until its work has ended well: the work waits in {@link #await}, then
 * closes what it has, and last this.
 */
final class Stop implements AutoCloseable {
    private static final int MOST_S = 20;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Stop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "stop"));
    }

    /** Returns when somebody asks the process to end. */
    void await() throws InterruptedException {
        asked.await();
    }

    /** The process is gone when its hooks have returned; one that does not end well in time is not waited for. */
    private void hold() {
        asked.countDown();
        try {
            var _ = done.await(MOST_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        done.countDown();
    }
}
