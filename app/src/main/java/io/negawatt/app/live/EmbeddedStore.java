package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Reasons;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The store in a folder of this machine, which one process has at a time. A batch is forced to a write-ahead log before it is
 * acknowledged; {@link #upkeep} sorts what was logged into files, sums it up and gives up what is old. The package's description and
 * docs/adr/0013 tell the formats and why.
 *
 * <p>Where the disk is full or fails, batches are refused and questions are answered; as soon as it takes them again, so does the
 * store.
 */
public final class EmbeddedStore implements LiveStore {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final long FUTURE_MS = 3_600_000;

    private final Path folder;
    private final Disk.Lock held;
    private final StoreSettings settings;
    private final InstantSource clock;
    private final Files files;
    private final SeriesTable table;
    private final CommitLog log;
    private final Upkeep upkeep;
    private final AtomicLong damagedBytes;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final Object upkeepLock = new Object();
    private volatile Optional<IOException> trouble = Optional.empty();
    private volatile boolean closed;

    private EmbeddedStore(
            Disk disk, Path folder, Disk.Lock held, StoreSettings settings, InstantSource clock, Opening opened) {
        this.folder = folder;
        this.held = held;
        this.settings = settings;
        this.clock = clock;
        this.files = opened.files();
        this.table = opened.table();
        this.log = opened.log();
        this.damagedBytes = opened.damagedBytes();
        var keeper = new FileKeeper(disk, files, log, table, clock, damagedBytes::addAndGet, opened.manifest());
        this.upkeep = new Upkeep(keeper, log, table, settings, clock);
    }

    /** {@return the store in a folder of this machine's disk, with what a server starts with and the system's clock} */
    public static EmbeddedStore open(Path folder) throws LiveException {
        return open(Disk.LOCAL, folder, StoreSettings.DEFAULT, InstantSource.system());
    }

    /**
     * {@return the store in a folder, which is created where it is missing}
     *
     * @throws LiveException where another process has it, another version of the program wrote it, or the disk fails; the folder
     *     is not changed where another has it or wrote it
     */
    public static EmbeddedStore open(Disk disk, Path folder, StoreSettings settings, InstantSource clock)
            throws LiveException {
        try {
            createFolder(disk, folder);
            var held = disk.tryLock(folder.resolve("lock"))
                    .orElseThrow(() -> new LiveException(Message.of("live.store.held", folder), Optional.empty()));
            return open(disk, folder, held, settings, clock);
        } catch (LiveException e) {
            throw e;
        } catch (IOException e) {
            throw failed("live.store.unusable", folder, e);
        }
    }

    private static EmbeddedStore open(
            Disk disk, Path folder, Disk.Lock held, StoreSettings settings, InstantSource clock) throws IOException {
        boolean opened = false;
        try {
            var store = new EmbeddedStore(disk, folder, held, settings, clock, Opening.of(disk, folder, clock));
            opened = true;
            return store;
        } finally {
            if (!opened) {
                held.close();
            }
        }
    }

    private static void createFolder(Disk disk, Path folder) throws IOException {
        try {
            disk.createFolder(folder);
        } catch (FileAlreadyExistsException there) {
            // That is what is wanted; whether it is a folder shows with the lock.
        }
    }

    @Override
    public Appended append(Batch batch) throws LiveException {
        checkOpen();
        try {
            makeRoom();
            while (true) {
                var admission = Admission.of(batch, log.refuseBeforeMs(), clock.millis() + FUTURE_MS);
                var kept = admission.batch();
                int[] ids = table.idsOf(Body.table(kept.columns(), kept.gaps()));
                var outcome = log.append(BatchRecord.of(kept, ids));
                switch (outcome) {
                    case STORED -> {
                        stored.addAndGet(kept.samples());
                        return new Appended(false, kept.samples(), admission.tooLate(), admission.future());
                    }
                    case REPEATED -> {
                        repeated.incrementAndGet();
                        return new Appended(true, 0, 0, 0);
                    }
                    case TOO_LATE -> {
                        // The border moved between; the next round leaves out what is before it.
                    }
                }
            }
        } catch (IOException e) {
            throw failed(Reasons.diskFull(e) ? "live.store.full" : "live.store.failed", folder, e);
        }
    }

    /** Where samples come faster than they are sorted, whoever brings them waits, so that memory stays bounded. */
    private void makeRoom() throws IOException {
        if (log.activeBytes() >= 2 * settings.sealBytes()) {
            synchronized (upkeepLock) {
                if (log.activeBytes() >= 2 * settings.sealBytes()) {
                    upkeep.seal();
                }
            }
        }
    }

    @Override
    public void upkeep() {
        synchronized (upkeepLock) {
            if (!closed) {
                try {
                    upkeep.run();
                    trouble = Optional.empty();
                } catch (IOException e) {
                    trouble = Optional.of(e);
                }
            }
        }
    }

    @Override
    public boolean upkeepIsUrgent() {
        return log.activeBytes() >= settings.sealBytes();
    }

    private void checkOpen() throws LiveException {
        if (closed) {
            throw new LiveException(Message.of("live.store.closed", folder), Optional.empty());
        }
    }

    private interface Ask<T> {
        T of(Query query, CommitLog.View view) throws IOException;
    }

    private <T> T ask(Ask<T> question) throws LiveException {
        checkOpen();
        var view = log.view();
        try {
            return question.of(new Query(log, view), view);
        } catch (IOException e) {
            throw failed("live.store.unreadable", folder, e);
        } finally {
            log.giveBack(view);
        }
    }

    @Override
    public List<Series> series(Selection selection) throws LiveException {
        checkOpen();
        return table.select(selection).stream().map(it -> it.getKey()).toList();
    }

    @Override
    public void range(Selection selection, Window window, Consumer<SeriesSteps> steps) throws LiveException {
        ask((query, view) -> {
            var parts = Plan.of(view.sorted(), query.unsealedHours(), window);
            var gaps = query.gapsBySeries();
            for (var one : table.select(selection)) {
                var sums = new StepSums(one.getKey(), window);
                query.addTo(sums, one.getValue(), parts);
                gaps.getOrDefault(one.getKey(), List.of()).forEach(sums::gap);
                if (sums.told()) {
                    steps.accept(sums);
                }
            }
            return true;
        });
    }

    @Override
    public void samples(Selection selection, long fromMs, long toMs, Consumer<Column> columns) throws LiveException {
        ask((query, view) -> {
            for (var one : table.select(selection)) {
                query.visit(fromMs, toMs, (from, to) -> {
                    var row = query.read(one.getValue(), from, to);
                    if (row.size() > 0) {
                        columns.accept(row.column(one.getKey()));
                    }
                });
            }
            return true;
        });
    }

    @Override
    public List<Latest> latest(Selection selection) throws LiveException {
        return ask((query, view) -> {
            var latest = new ArrayList<Latest>();
            long lastHour = StoredFile.hourOf(clock.millis() + FUTURE_MS);
            for (var one : table.select(selection)) {
                query.latest(one.getKey(), one.getValue(), lastHour).ifPresent(latest::add);
            }
            return latest;
        });
    }

    @Override
    public List<SeriesGap> gaps(Selection selection, long fromMs, long toMs) throws LiveException {
        return ask((query, view) -> query.gaps().stream()
                .filter(it -> selection.matches(it.series()) && it.toMs() > fromMs && it.fromMs() < toMs)
                .sorted(SeriesGap.ORDER)
                .toList());
    }

    @Override
    public StoreStatus status() {
        var reason = log.trouble().or(() -> trouble).or(files::trouble);
        return new StoreStatus(
                table.size(),
                stored.get(),
                repeated.get(),
                bytes(),
                damagedBytes.get(),
                reason.map(it -> Message.of("live.store.trouble", folder, Reasons.of(it))));
    }

    private long bytes() {
        var view = log.view();
        try {
            return view.sorted().abouts().stream().mapToLong(StoredFile::bytes).sum() + log.bytes();
        } finally {
            log.giveBack(view);
        }
    }

    /** Seals what is in memory, so that the next start is short, and gives up the lock. */
    @Override
    public void close() throws LiveException {
        close(true);
    }

    @Override
    public void abandon() throws LiveException {
        close(false);
    }

    private void close(boolean seals) throws LiveException {
        synchronized (upkeepLock) {
            if (closed) {
                return;
            }
            closed = true;
            try (held;
                    table;
                    log) {
                if (seals) {
                    upkeep.seal();
                }
            } catch (IOException e) {
                throw failed("live.store.failed", folder, e);
            }
        }
    }

    private static LiveException failed(String key, Path folder, IOException e) {
        return e instanceof LiveException already
                ? already
                : new LiveException(Message.of(key, folder, Reasons.of(e), RETRY.toSeconds()), Optional.of(RETRY), e);
    }
}
