package io.negawatt.app.server;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.LiveException;
import io.negawatt.app.run.RunFiles;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The runs of the ledger that go on. A look follows their journals and stores what they are charged with as samples, so that
 * budgets and the flow of power have them while they run. A run whose process died is closed as interrupted.
 */
final class LiveRuns {
    /** A journal that is silent for so long may be that of a dead process. */
    private static final Duration SILENT = Duration.ofSeconds(20);

    /** How long a closed run stays, until everybody knows its account. */
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final Intake intake;
    private final InstantSource clock;
    private final Consumer<Message> log;
    private final Map<String, Followed> runs = new ConcurrentHashMap<>();
    private Instant mended = Instant.MIN;

    private static final class Followed {
        private final LiveRun run;
        private final long epoch;
        private long sequence;
        private Instant heard;
        private Optional<Instant> closed = Optional.empty();
        private boolean failed;

        Followed(LiveRun run, Instant now) {
            this.run = run;
            this.epoch = now.toEpochMilli();
            this.heard = now;
        }
    }

    /** @param log told of each run that cannot be followed, once */
    LiveRuns(Ledger ledger, Intake intake, InstantSource clock, Consumer<Message> log) {
        this.ledger = ledger;
        this.intake = intake;
        this.clock = clock;
        this.log = log;
    }

    /** {@return the run, as long as it goes on and a little longer} */
    Optional<LiveRun> find(String id) {
        return Optional.ofNullable(runs.get(id)).map(it -> it.run);
    }

    /** {@return the runs that have begun} */
    List<RunFacts> facts() {
        return runs.values().stream().flatMap(it -> it.run.facts().stream()).toList();
    }

    /** Follows every run a little further; to be called by one thread. */
    void look() throws StoreException {
        var now = clock.instant();
        for (var folder : ledger.folders()) {
            if (!folder.closed() && !runs.containsKey(folder.id())) {
                runs.put(folder.id(), new Followed(new LiveRun(folder, RunLabels.read(folder)), now));
            }
        }
        runs.values().forEach(it -> follow(it, now));
        runs.values().removeIf(it -> isOver(it, now));
        closeDead(now);
    }

    private void follow(Followed followed, Instant now) {
        try {
            if (followed.run.readOn()) {
                followed.heard = now;
            }
            store(followed);
            followed.failed = false;
        } catch (StoreException e) {
            tell(followed, e.text());
        } catch (LiveException e) {
            tell(followed, e.text());
        }
    }

    private void tell(Followed followed, Message message) {
        if (!followed.failed) {
            followed.failed = true;
            log.accept(message);
        }
    }

    private void store(Followed followed) throws LiveException {
        var columns = followed.run.columns();
        if (!columns.isEmpty()) {
            String source = "run/" + followed.run.folder().id();
            intake.take(new Batch(source, followed.epoch, followed.sequence, columns, List.of()), Optional.empty());
            followed.sequence++;
            followed.run.stored(columns);
        }
    }

    private static boolean isOver(Followed followed, Instant now) {
        var folder = followed.run.folder();
        if (folder.closed() && followed.closed.isEmpty()) {
            followed.closed = Optional.of(now);
        }
        return !folder.journalled()
                || followed.closed.filter(it -> it.plus(LINGERS).isBefore(now)).isPresent();
    }

    private void closeDead(Instant now) throws StoreException {
        boolean any = runs.values().stream()
                .anyMatch(it -> it.closed.isEmpty() && it.heard.plus(SILENT).isBefore(now));
        if (any && mended.plus(SILENT).isBefore(now)) {
            mended = now;
            for (var outcome :
                    ledger.closeInterrupted(run -> RunFiles.closeInterrupted(run, Lang.EN, ZoneId.systemDefault()))) {
                outcome.failure().map(StoreException::text).ifPresent(log);
            }
        }
    }
}
