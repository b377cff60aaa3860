package io.negawatt.app.cli;

import io.negawatt.app.live.EmbeddedStore;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.live.StoreSettings;
import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The live store of a home folder or a database, with the thread that keeps it in order. */
final class LiveStores implements AutoCloseable {
    /** A demonstration begins with a month of samples, which are to stay. */
    private static final Duration DEMO_RAW = Duration.ofDays(40);

    private static final int LOOK_MS = 200;
    private static final int LOOKS_A_ROUND = 25;

    private final LiveStore store;
    private final Session session;
    private final ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-upkeep").factory());
    private int looks;
    private boolean forgotten;

    private LiveStores(LiveStore store, Session session) {
        this.store = store;
        this.session = session;
        var _ = keeper.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    /** {@return the store in {@code HOME/live}, which this process has until it closes it, or in the database that is asked for} */
    static LiveStores open(Path home, boolean demo, StoreOptions options, Session session) throws IOException {
        Files.createDirectories(home);
        var settings = demo ? forDemo(StoreSettings.DEFAULT) : StoreSettings.DEFAULT;
        var database = options.database();
        return new LiveStores(
                database.isPresent()
                        ? options.open(database.get(), settings, session.clock(), session.environment())
                        : EmbeddedStore.open(Disk.LOCAL, home.resolve("live"), settings, session.clock()),
                session);
    }

    private static StoreSettings forDemo(StoreSettings usual) {
        return new StoreSettings(
                usual.sealBytes(),
                usual.sealAfter(),
                usual.settle(),
                DEMO_RAW,
                usual.second(),
                usual.minute(),
                usual.hour());
    }

    LiveStore store() {
        return store;
    }

    /** Every five seconds, and at once where much waits. */
    private void look() {
        try {
            if (++looks % LOOKS_A_ROUND == 0 || store.upkeepIsUrgent()) {
                store.upkeep();
            }
        } catch (RuntimeException e) {
            // The executor would never look again, and the store would grow without end.
            session.err().println("negawatt: " + session.text("cli.error.unexpected", e));
        }
    }

    /** Says that nobody will ask for the samples again, so that closing need not put them in order. */
    void forget() {
        forgotten = true;
    }

    @Override
    public void close() throws LiveException {
        keeper.shutdownNow();
        if (forgotten) {
            store.abandon();
        } else {
            store.close();
        }
    }
}
