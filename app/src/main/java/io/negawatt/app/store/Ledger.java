package io.negawatt.app.store;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * All runs of a home folder. Many processes may use one ledger at once: each writes its own run, and reads the closed runs of
 * all others.
 */
public final class Ledger {
    private static final int ID_DIGITS = 4;
    private static final int TRIES_A_LENGTH = 8;
    private static final int BITS_A_DIGIT = 4;
    private static final int MOST_ID_DIGITS = 16;

    private final Path home;
    private final Disk disk;
    private final RandomGenerator random;

    private Ledger(Path home, Disk disk, RandomGenerator random) {
        this.home = home;
        this.disk = disk;
        this.random = random;
    }

    /**
     * {@return the home folder of a person's ledger}
     *
     * @param option value of {@code --home}, which goes first
     * @param environment variables, of which {@code NEGAWATT_HOME} comes second
     * @param userHome the person's home folder, in which {@code .negawatt} is the default
     */
    public static Path home(Optional<Path> option, Map<String, String> environment, Path userHome) {
        return option.orElseGet(() -> Optional.ofNullable(environment.get("NEGAWATT_HOME"))
                .filter(it -> !it.isBlank())
                .map(Path::of)
                .orElseGet(() -> userHome.resolve(".negawatt")));
    }

    /** {@return the ledger in {@code home}, on this machine's disk; nothing is made until a run is} */
    public static Ledger of(Path home) {
        return of(home, Disk.LOCAL, new SplittableRandom());
    }

    /**
     * {@return the ledger in {@code home}}
     *
     * @param random makes the ids of new runs; the ledgers of two processes may give the same numbers
     */
    public static Ledger of(Path home, Disk disk, RandomGenerator random) {
        return new Ledger(home, disk, random);
    }

    public Path home() {
        return home;
    }

    private Path runs() {
        return home.resolve("runs");
    }

    private RunFolder folder(String id) {
        return new RunFolder(id, runs().resolve(id));
    }

    /** {@return a new run; {@link BadInputException} where the home folder cannot be written} */
    public OpenRun newRun() {
        try {
            createFolders(disk, runs().toAbsolutePath());
            while (true) {
                var folder = createFolder();
                var lock = hold(folder);
                if (lock.isPresent()) {
                    return new OpenRun(disk, folder, lock.get());
                }
                // Another process took the folder for one that a dead process left, and removed it.
            }
        } catch (IOException e) {
            throw Reasons.unusableHome(home, e);
        }
    }

    /** {@return the lock of a folder just made; where the disk has no place for it, the folder goes too} */
    private static Optional<RunLock> hold(RunFolder folder) throws IOException {
        try {
            return RunLock.tryHold(folder);
        } catch (IOException e) {
            Files.deleteIfExists(folder.lock());
            Files.deleteIfExists(folder.path());
            throw e;
        }
    }

    /** Creates a folder and those above it where they are missing. */
    static void createFolders(Disk disk, Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null) {
            createFolders(disk, folder.getParent());
        }
        try {
            disk.createFolder(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw new IOException("'%s' is a file, not a folder".formatted(folder), e);
            }
        }
    }

    /** Whoever makes a folder owns its name; a taken name costs another try, and many taken ones a longer name. */
    private RunFolder createFolder() throws IOException {
        for (int attempt = 0; ; attempt++) {
            int digits = Math.min(MOST_ID_DIGITS, ID_DIGITS + attempt / TRIES_A_LENGTH);
            long bits = random.nextLong() >>> (Long.SIZE - digits * BITS_A_DIGIT);
            var folder = folder(("%0" + digits + "x").formatted(bits));
            try {
                disk.createFolder(folder.path());
                return folder;
            } catch (FileAlreadyExistsException e) {
                if (attempt == MOST_ID_DIGITS * TRIES_A_LENGTH) {
                    throw e;
                }
            }
        }
    }

    /**
     * The closed runs of a ledger.
     *
     * @param runs their headers, the newest first
     * @param problems accounts that cannot be read
     */
    public record Listing(List<RunHeader> runs, List<StoreException> problems) {}

    /** {@return every closed run} */
    public Listing list() throws StoreException {
        var runs = new ArrayList<RunHeader>();
        var problems = new ArrayList<StoreException>();
        for (var folder : folders()) {
            if (folder.closed()) {
                try {
                    runs.add(RunHeader.read(folder.account()));
                } catch (StoreException e) {
                    problems.add(e);
                }
            }
        }
        runs.sort(Comparator.comparing(RunHeader::from).reversed().thenComparing(RunHeader::id));
        return new Listing(List.copyOf(runs), List.copyOf(problems));
    }

    /** {@return every run that is closed, live or interrupted, in the order of the ids} */
    public List<RunFolder> folders() throws StoreException {
        return allFolders().stream()
                .filter(it -> it.journalled() || it.closed())
                .toList();
    }

    private List<RunFolder> allFolders() throws StoreException {
        try (var entries = Files.newDirectoryStream(runs())) {
            var folders = new ArrayList<RunFolder>();
            entries.forEach(path -> folders.add(folder(path.getFileName().toString())));
            folders.sort(Comparator.comparing(RunFolder::id));
            return folders;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StoreException(Message.of("store.home.unreadable", runs(), Reasons.of(e)), e);
        }
    }

    /**
     * {@return the run whose id is {@code prefix}, or the only one whose id begins so; {@link BadInputException} with the
     * candidates where there are several, or with the nearest ids where there is none}
     */
    public RunFolder find(String prefix) throws StoreException {
        return RunIds.find(folders(), prefix, home);
    }

    /** What is done with each interrupted run: its journal is replayed, and its account written. */
    @FunctionalInterface
    public interface Closing {
        void close(OpenRun run) throws StoreException;
    }

    /**
     * What became of an interrupted run.
     *
     * @param failure why it could not be closed; empty where it was
     */
    public record Outcome(RunFolder run, Optional<StoreException> failure) {}

    /**
     * Closes each run that has a journal, no account, and no process that works on it. Of several processes that do this at
     * once, one gets each run. What else processes left that died is put in order: runs that never began and files that were
     * not finished are removed, and closed runs that lack their samples get them.
     *
     * @return what became of each run that this call got
     */
    public List<Outcome> closeInterrupted(Closing closing) throws StoreException {
        var outcomes = new ArrayList<Outcome>();
        for (var folder : allFolders()) {
            if (folder.locked() || (folder.journalled() && !folder.closed())) {
                closeInterrupted(folder, closing).ifPresent(outcomes::add);
            }
        }
        return List.copyOf(outcomes);
    }

    private Optional<Outcome> closeInterrupted(RunFolder folder, Closing closing) {
        try {
            var run = openInterrupted(folder);
            if (run.isEmpty()) {
                return Optional.empty();
            }
            try (var open = run.get()) {
                return close(open, closing);
            }
        } catch (StoreException e) {
            return Optional.of(new Outcome(folder, Optional.of(e)));
        }
    }

    private static Optional<Outcome> close(OpenRun run, Closing closing) throws StoreException {
        run.removeUnfinished();
        if (run.folder().closed()) {
            sealIfMissing(run.folder());
            return Optional.empty();
        }
        if (!run.began()) {
            run.discard();
            return Optional.empty();
        }
        closing.close(run);
        return Optional.of(new Outcome(run.folder(), Optional.empty()));
    }

    private static void sealIfMissing(RunFolder run) throws StoreException {
        if (!Files.exists(run.samples())) {
            try (var samples = Samples.open()) {
                samples.seal(run);
            }
        }
    }

    /** {@return a run that a dead process left, now in this caller's hands; empty where it is live or taken} */
    Optional<OpenRun> openInterrupted(RunFolder folder) throws StoreException {
        try {
            var lock = RunLock.tryHold(folder);
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(new OpenRun(disk, folder, lock.get()));
        } catch (IOException e) {
            throw new StoreException(Message.of("store.write.failed", folder.path(), Reasons.of(e)), e);
        }
    }
}
