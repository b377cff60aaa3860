package io.negawatt.app.server;

import io.negawatt.app.server.LedgerView.RunRow;
import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Follows the runs that go on every second, and tells everybody who listens of runs that began or were closed and of alerts that
 * began.
 */
final class Watch implements AutoCloseable {
    private static final int EVERY_S = 1;
    private static final int MOST_WAIT_S = 5;

    private final Platform platform;
    private final LiveRuns live;
    private final Consumer<String> log;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("server-watch").factory());
    private final Set<String> runs = new HashSet<>();
    private final Set<String> alerts = new HashSet<>();
    private boolean first = true;

    Watch(Platform platform, LiveRuns live, Consumer<String> log) {
        this.platform = platform;
        this.live = live;
        this.log = log;
        var _ = clock.scheduleWithFixedDelay(this::look, 0, EVERY_S, TimeUnit.SECONDS);
    }

    /** A failure ends no watch: the next look may succeed, and requests say what is wrong themselves. */
    private void look() {
        try {
            live.look();
            lookAtRuns();
            lookAtAlerts();
            first = false;
        } catch (IOException | RuntimeException e) {
            log.accept("the watch over runs and alerts failed: " + e);
        }
    }

    private void lookAtRuns() throws IOException {
        for (var run : platform.runs().all()) {
            if (runs.add(run.id() + run.status()) && !first) {
                platform.hub().tell(new LiveHub.Event("run", run.tenant(), RunRow.of(run)));
            }
        }
    }

    /** Alerts are told in English; who wants them in another language asks for them. */
    private void lookAtAlerts() throws IOException {
        for (var alert : platform.desks().budgets().alerts(Optional.empty(), Lang.EN)) {
            if (alerts.add(alert.id() + alert.state()) && !first) {
                platform.hub().tell(new LiveHub.Event("alert", alert.tenant(), alert));
            }
        }
    }

    /** A look that is under way ends first, as long as it does soon, since it writes into the store. */
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
