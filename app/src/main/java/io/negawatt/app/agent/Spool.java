package io.negawatt.app.agent;

import io.negawatt.app.agent.SpoolFile.Entry;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.BatchCodec;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Replacement;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Batches on their way to the server, on disk, the oldest first. A batch is durable before anybody sends it, and gone only when the
 * server has it; its number stays the same, so that sending it twice is harmless.
 *
 * <p>Where the folder would grow beyond its limit, the oldest batches are put together into one of gaps, which say how many samples
 * are missing and how much energy was used in them. The batch in front is never changed: the server may have it already. All others
 * were never sent, because the next is only handed out once it is written down that the one before is delivered.
 *
 * <p>Thread-safe.
 */
public final class Spool implements AutoCloseable {
    /** Least limit in bytes. */
    public static final long LEAST_LIMIT = 1 << 20;

    private static final int FILES = 16;
    private static final long LARGEST_FILE = 4 << 20;

    private final Disk disk;
    private final Path folder;
    private final String source;
    private final long fileBytes;
    private final long limitBytes;
    private final Consumer<Message> log;
    private final Disk.Lock lock;
    private final long epoch;
    private final List<SpoolFile> files = new ArrayList<>();
    private long donePlace;
    private long nextPlace;
    private long nextSequence;
    private boolean stateWritten = true;
    private long damagedBytes;
    private long droppedSamples;

    /**
     * How the spool is.
     *
     * @param waiting number of batches that the server may not have, gaps that stand for many counted once
     * @param bytes size on disk
     * @param droppedSamples samples since the start that had to make room
     * @param damagedBytes bytes at the start that no longer matched their checksum
     */
    public record Status(long waiting, long bytes, long droppedSamples, long damagedBytes) {}

    private Spool(
            Disk disk,
            Path folder,
            long limitBytes,
            String source,
            SpoolState state,
            Disk.Lock lock,
            Consumer<Message> log) {
        this.disk = disk;
        this.folder = folder;
        this.limitBytes = limitBytes;
        this.fileBytes = Math.min(LARGEST_FILE, limitBytes / FILES);
        this.source = source;
        this.epoch = state.epoch();
        this.donePlace = state.donePlace();
        this.lock = lock;
        this.log = log;
    }

    /**
     * Opens the spool in a folder, which is made where it is missing, and takes up what an earlier start left.
     *
     * @param limitBytes how much of the disk it may take, at least {@value #LEAST_LIMIT}
     * @param source who sends
     * @param clock wall clock, for the epoch of this start
     * @param log told of what was lost or could not be read
     * @throws BadInputException where another agent uses the folder
     */
    public static Spool open(
            Disk disk, Path folder, long limitBytes, String source, InstantSource clock, Consumer<Message> log)
            throws IOException {
        makeFolder(disk, folder);
        var lock = disk.tryLock(folder.resolve("lock"))
                .orElseThrow(() -> BadInputException.of("agent.spool.busy", folder));
        try {
            var before = SpoolState.read(disk, folder.resolve("state"));
            var state = new SpoolState(Math.max(before.epoch() + 1, clock.millis()), before.donePlace());
            state.write(disk, folder.resolve("state"));
            var spool = new Spool(disk, folder, limitBytes, source, state, lock, log);
            spool.takeUp();
            return spool;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void makeFolder(Disk disk, Path folder) throws IOException {
        try {
            disk.createFolder(folder);
        } catch (FileAlreadyExistsException again) {
            // Left by an earlier start.
        }
    }

    private void takeUp() throws IOException {
        for (var path : disk.list(folder)) {
            String name = String.valueOf(path.getFileName());
            if (name.endsWith(SpoolFile.SAMPLES) || name.endsWith(SpoolFile.LOST)) {
                var opened = SpoolFile.open(disk, path);
                damagedBytes += opened.unreadableBytes();
                files.add(opened.file());
            }
        }
        sort();
        nextPlace = 1
                + Math.max(
                        donePlace,
                        files.stream().mapToLong(SpoolFile::lastPlace).max().orElse(-1));
        if (damagedBytes > 0) {
            log.accept(Message.of("agent.spool.damaged", folder, damagedBytes));
        }
        tidy();
    }

    private void sort() {
        files.sort(Comparator.comparingLong(SpoolFile::lastPlace).thenComparing(it -> it.path));
    }

    /** {@return number of this start among those of the source} */
    public long epoch() {
        return epoch;
    }

    /**
     * Takes a batch; it outlasts a power cut when this returns. Where it fails nothing was taken, and the caller keeps the samples.
     */
    public synchronized void append(List<Column> columns, List<SeriesGap> gaps) throws IOException {
        byte[] batch = BatchCodec.encode(new Batch(source, epoch, nextSequence, columns, gaps));
        var file = appendingFile();
        try {
            file.append(new Entry(nextPlace, nextPlace, batch));
        } catch (IOException e) {
            // A file that could not be written or forced is not trusted with another record.
            file.seal();
            file.unload();
            throw e;
        }
        nextPlace++;
        nextSequence++;
        makeRoom();
    }

    private SpoolFile appendingFile() throws IOException {
        if (!files.isEmpty()) {
            var last = files.getLast();
            if (last.isAppending() && last.bytes() < fileBytes) {
                return last;
            }
            last.seal();
            if (files.size() > 1) {
                last.unload();
            }
        }
        var file = SpoolFile.create(disk, folder, nextPlace);
        files.removeIf(it -> it.path.equals(file.path));
        files.add(file);
        return file;
    }

    /** {@return the oldest batch that the server may not have; empty where there is none} */
    synchronized Optional<Entry> next() throws IOException {
        writeState();
        while (!files.isEmpty()) {
            var entries = pending(files.getFirst());
            if (!entries.isEmpty()) {
                return Optional.of(entries.getFirst());
            }
            if (!dropFirst()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Takes note that the batch in front is delivered, or will never be. */
    synchronized void done(Entry batch) throws IOException {
        donePlace = Math.max(donePlace, batch.lastPlace());
        stateWritten = false;
        writeState();
        tidy();
    }

    private void writeState() throws IOException {
        if (!stateWritten) {
            new SpoolState(epoch, donePlace).write(disk, folder.resolve("state"));
            stateWritten = true;
        }
    }

    /**
     * {@return entries of a file that are still to be delivered} Left out are those that another file replaces, which a crash left
     * on the disk, and one whose writing was reported as failed.
     */
    private List<Entry> pending(SpoolFile file) throws IOException {
        return file.after(disk, donePlace).stream()
                .filter(it -> it.lastPlace() < nextPlace)
                .filter(it -> files.stream().noneMatch(other -> other != file && replaces(other, file, it)))
                .toList();
    }

    private boolean replaces(SpoolFile other, SpoolFile file, Entry entry) {
        return other.isLost()
                ? other.firstPlace() <= entry.firstPlace() && entry.lastPlace() <= other.lastPlace()
                : !file.isLost()
                        && files.indexOf(other) > files.indexOf(file)
                        && other.firstPlace() <= entry.lastPlace();
    }

    private void tidy() throws IOException {
        while (!files.isEmpty() && pending(files.getFirst()).isEmpty() && dropFirst()) {}
    }

    /** Deletes the first file, of which nothing is left to be delivered; one that is being appended to stays until it is full. */
    private boolean dropFirst() throws IOException {
        var first = files.getFirst();
        if (first.isAppending() && first.bytes() < fileBytes) {
            return false;
        }
        first.seal();
        disk.delete(first.path);
        files.removeFirst();
        return true;
    }

    private void makeRoom() throws IOException {
        while (bytes() > limitBytes && fold()) {}
    }

    /** Puts the oldest file of samples, and what was put together before, into one batch of gaps. */
    private boolean fold() throws IOException {
        var front = front();
        var victim = files.stream()
                .filter(it -> !it.isLost() && !it.isAppending())
                .filter(it -> it.lastPlace() > front)
                .findFirst();
        if (victim.isEmpty()) {
            return false;
        }
        var earlier = files.stream()
                .filter(it -> it.isLost()
                        && it.firstPlace() > front
                        && it.lastPlace() < victim.get().lastPlace())
                .toList();
        var gone = new ArrayList<Entry>();
        for (var file : earlier) {
            gone.addAll(pending(file));
        }
        gone.addAll(pending(victim.get()).stream()
                .filter(it -> it.firstPlace() > front)
                .toList());
        replace(victim.get(), earlier, gone, front);
        return true;
    }

    /** {@return place of the batch in front, which the server may have} */
    private long front() throws IOException {
        for (var file : files) {
            var entries = pending(file);
            if (!entries.isEmpty()) {
                return entries.getFirst().lastPlace();
            }
        }
        return donePlace;
    }

    private void replace(SpoolFile victim, List<SpoolFile> earlier, List<Entry> gone, long front) throws IOException {
        var kept =
                pending(victim).stream().filter(it -> it.firstPlace() <= front).findFirst();
        if (!gone.isEmpty()) {
            var entry = folded(gone);
            var path = SpoolFile.path(folder, entry.firstPlace(), SpoolFile.LOST);
            byte[] record = entry.record();
            Replacement.of(disk, path, record);
            files.removeIf(it -> it.path.equals(path));
            files.add(SpoolFile.written(path, entry, record.length));
        }
        files.remove(victim);
        if (kept.isPresent()) {
            byte[] record = kept.get().record();
            Replacement.of(disk, victim.path, record);
            files.add(SpoolFile.written(victim.path, kept.get(), record.length));
        } else {
            disk.delete(victim.path);
        }
        for (var file : earlier) {
            if (files.remove(file)) {
                disk.delete(file.path);
            }
        }
        sort();
    }

    private Entry folded(List<Entry> gone) {
        var lost = new LostSamples();
        Optional<Batch> last = Optional.empty();
        long before = 0;
        for (var entry : gone) {
            var batch = BatchCodec.decode(entry.batch());
            before += dropped(batch);
            lost.add(batch);
            last = Optional.of(batch);
        }
        var identity = last.orElseThrow();
        droppedSamples += lost.samples() - before;
        log.accept(Message.of("agent.spool.full", folder, limitBytes, lost.samples() - before));
        byte[] batch = BatchCodec.encode(lost.batch(source, identity.epoch(), identity.sequence()));
        return new Entry(gone.getFirst().firstPlace(), gone.getLast().lastPlace(), batch);
    }

    /** {@return samples that a batch of gaps stands for already} */
    private static long dropped(Batch batch) {
        return batch.gaps().stream()
                .filter(it -> it.reason().key().equals(LostSamples.REASON))
                .mapToLong(it -> Long.parseLong(it.reason().args().getFirst()))
                .sum();
    }

    private long bytes() {
        return files.stream().mapToLong(SpoolFile::bytes).sum();
    }

    /** {@return how the spool is} */
    public synchronized Status status() {
        long waiting = files.stream().mapToLong(this::waiting).sum();
        return new Status(waiting, bytes(), droppedSamples, damagedBytes);
    }

    private long waiting(SpoolFile file) {
        long left = Math.max(0, file.lastPlace() - Math.max(donePlace, file.firstPlace() - 1));
        return file.isLost() ? Math.min(1, left) : left;
    }

    @Override
    public synchronized void close() throws IOException {
        for (var file : files) {
            file.seal();
        }
        lock.close();
    }
}
