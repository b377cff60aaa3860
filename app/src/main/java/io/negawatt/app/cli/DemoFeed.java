package io.negawatt.app.cli;

import io.negawatt.app.demo.Demo;
import io.negawatt.app.ingest.Intake;
import io.negawatt.app.store.Ledger;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Feeds the server of a demonstration: the past once, and then this moment every second. Without a demonstration it is idle. */
final class DemoFeed implements AutoCloseable {
    private static final int MOST_WAIT_S = 5;

    private final Optional<Demo> demo;
    private final Intake intake;
    private final Ledger ledger;
    private final Consumer<String> log;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("demo-feed").factory());

    DemoFeed(Optional<Demo> demo, Intake intake, Ledger ledger, Consumer<String> log) {
        this.demo = demo;
        this.intake = intake;
        this.ledger = ledger;
        this.log = log;
    }

    void start() {
        demo.ifPresent(it -> {
            clock.execute(() -> begin(it));
            var _ = clock.scheduleAtFixedRate(() -> goOn(it), 1, 1, TimeUnit.SECONDS);
        });
    }

    private void begin(Demo it) {
        try {
            it.writePast(intake);
            it.goOn(intake);
            boolean empty = ledger.list().runs().isEmpty();
            it.beginRun(ledger);
            if (empty) {
                it.writeRuns(ledger);
            }
        } catch (IOException e) {
            log.accept(e.toString());
        }
    }

    private void goOn(Demo it) {
        try {
            it.goOn(intake);
            it.runOn();
        } catch (IOException e) {
            log.accept(e.toString());
        }
    }

    /** What is under way ends first, as long as it does soon. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(MOST_WAIT_S, TimeUnit.SECONDS)) {
                clock.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
