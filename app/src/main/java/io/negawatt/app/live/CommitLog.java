package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The way of a batch to the disk: what is in the write-ahead log and not yet in sorted files, and the lock over all that changes.
 *
 * <p>Of the threads that append at once, one writes and forces for all ({@code leading}), without the lock; the others wait. Only who
 * leads touches the log and adds to heads.
 *
 * <p>Thread-safe.
 */
final class CommitLog implements AutoCloseable {

    /** What became of a record. */
    enum Outcome {
        STORED,
        REPEATED,
        /** The record holds samples that are refused by now. */
        TOO_LATE
    }

    private static final class Pending {
        private final BatchRecord batch;
        private boolean settled;
        private Optional<IOException> failure = Optional.empty();

        Pending(BatchRecord batch) {
            this.batch = batch;
        }
    }

    /** A head that is to be sorted into files, the identities of all batches up to it, and the first log after it. */
    record Frozen(Head head, Identities identities, long logFloor) {}

    /** What a query reads: files, and heads from the oldest to the newest. Whoever takes one gives it back. */
    record View(Sorted sorted, List<Head> heads, long pin) {}

    private final InstantSource clock;
    private final LogFiles log;
    private final Pins pins;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turned = lock.newCondition();
    private final Map<Identity, Pending> inFlight = new HashMap<>();
    private List<Pending> queue = new ArrayList<>();
    private boolean leading;
    private long enqueued;
    private long settled;
    private Identities identities;
    private Sorted sorted;
    private long refuseBeforeMs;
    private Optional<Frozen> frozen = Optional.empty();
    private Head active = new Head();
    private Optional<IOException> trouble = Optional.empty();

    /** There while what was read from earlier logs may be in the system's memory alone. */
    private Optional<SeriesTable> unproven = Optional.empty();

    CommitLog(Disk disk, Files files, InstantSource clock, Identities identities, Sorted sorted) {
        this.clock = clock;
        this.log = new LogFiles(disk, files);
        this.pins = new Pins(files);
        this.identities = identities;
        this.sorted = sorted;
        this.refuseBeforeMs = sorted.rawHour() * StoredFile.HOUR_MS;
    }

    /** Takes a record that was read from a log of an earlier start; a batch that is there already is passed over. */
    void replay(BatchRecord batch) {
        if (!identities.contains(batch.identity())) {
            identities.add(batch.identity(), clock.millis());
            active.add(batch);
        }
    }

    /**
     * Takes over the logs of earlier starts, and copies what is in them to a new one. Where the disk takes none, questions are
     * answered, and the first batch tries again.
     */
    void begin(List<Path> earlier, SeriesTable table) {
        log.takeOver(earlier);
        unproven = Optional.of(table);
        try {
            table.makeDurable();
            log.begin(heads());
            unproven = Optional.empty();
        } catch (IOException e) {
            trouble = Optional.of(e);
        }
    }

    /** Makes a record durable; returns or throws once that is certain. */
    Outcome append(BatchRecord batch) throws IOException {
        lock.lock();
        try {
            if (identities.contains(batch.identity())) {
                prove();
                return Outcome.REPEATED;
            }
            if (batch.minMs() < refuseBeforeMs) {
                return Outcome.TOO_LATE;
            }
            var running = inFlight.get(batch.identity());
            var pending = running == null ? enqueue(batch) : running;
            while (!pending.settled) {
                if (leading) {
                    turned.awaitUninterruptibly();
                } else {
                    lead();
                }
            }
            if (pending.failure.isPresent()) {
                throw pending.failure.get();
            }
            return running == null ? Outcome.STORED : Outcome.REPEATED;
        } finally {
            lock.unlock();
        }
    }

    /** What an earlier start wrote and may not have forced is on the disk before anybody is told that it is. */
    private void prove() throws IOException {
        while (unproven.isPresent()) {
            if (leading) {
                turned.awaitUninterruptibly();
            } else {
                lead();
                if (unproven.isPresent()) {
                    throw trouble.orElseGet(() -> new IOException("the log was not written"));
                }
            }
        }
    }

    private Pending enqueue(BatchRecord batch) {
        var pending = new Pending(batch);
        queue.add(pending);
        inFlight.put(batch.identity(), pending);
        enqueued++;
        return pending;
    }

    private void lead() {
        var group = queue;
        queue = new ArrayList<>();
        var failure = Optional.of(new IOException("the log was not written"));
        beginLeading();
        try {
            makeTableDurable();
            log.write(group.stream().map(it -> it.batch).toList(), heads());
            unproven = Optional.empty();
            failure = Optional.empty();
        } catch (IOException e) {
            failure = Optional.of(e);
        } finally {
            endLeading();
            settle(group, failure);
        }
    }

    private void makeTableDurable() throws IOException {
        if (unproven.isPresent()) {
            unproven.get().makeDurable();
        }
    }

    private void beginLeading() {
        leading = true;
        lock.unlock();
    }

    private void endLeading() {
        lock.lock();
        leading = false;
        turned.signalAll();
    }

    private void settle(List<Pending> group, Optional<IOException> failure) {
        trouble = failure;
        long nowMs = clock.millis();
        for (var pending : group) {
            pending.settled = true;
            pending.failure = failure;
            inFlight.remove(pending.batch.identity());
            settled++;
            if (failure.isEmpty()) {
                identities.add(pending.batch.identity(), nowMs);
                active.add(pending.batch);
            }
        }
    }

    private List<Head> heads() {
        return frozen.map(it -> List.of(it.head(), active)).orElse(List.of(active));
    }

    /**
     * {@return what is to be sorted into files next; empty where there is nothing} Batches that come from now on go to a new log.
     * What was frozen and not sealed is returned again.
     */
    Optional<Frozen> freeze() throws IOException {
        lock.lock();
        try {
            awaitSettled();
            if (frozen.isEmpty() && !active.isEmpty()) {
                swap();
            }
            return frozen;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was enqueued before is settled and nobody writes. */
    private void awaitSettled() {
        long target = enqueued;
        while (leading || settled < target) {
            if (leading) {
                turned.awaitUninterruptibly();
            } else {
                lead();
            }
        }
    }

    private void swap() throws IOException {
        long logFloor;
        beginLeading();
        try {
            makeTableDurable();
            logFloor = log.rotate(heads());
            unproven = Optional.empty();
        } finally {
            endLeading();
        }
        frozen = Optional.of(new Frozen(active, identities.copy(), logFloor));
        active = new Head();
    }

    /** Takes over the files that now hold what was frozen, once the manifest names them. */
    void sealed(Frozen done, Sorted next) {
        lock.lock();
        try {
            awaitSettled();
            sorted = next;
            frozen = Optional.empty();
            log.giveUpBefore(done.logFloor());
        } finally {
            lock.unlock();
        }
    }

    /** Takes over other files once the manifest names them; those that are gone are deleted when no query reads them. */
    void replace(Sorted next, List<Path> gone) {
        lock.lock();
        try {
            sorted = next;
            pins.doom(gone);
        } finally {
            lock.unlock();
        }
    }

    /** Refuses samples before a time from now on. */
    void refuseBefore(long timeMs) {
        lock.lock();
        try {
            refuseBeforeMs = Math.max(refuseBeforeMs, timeMs);
            awaitSettled();
        } finally {
            lock.unlock();
        }
    }

    long refuseBeforeMs() {
        lock.lock();
        try {
            return refuseBeforeMs;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets the identities of sources that were last heard of before a time. */
    void forget(long beforeMs) {
        lock.lock();
        try {
            identities.forget(beforeMs);
        } finally {
            lock.unlock();
        }
    }

    /** {@return the files that count now} */
    Sorted sorted() {
        return ask(() -> sorted);
    }

    /** {@return what there is now; its files stay until it is given back} */
    View view() {
        lock.lock();
        try {
            return new View(sorted, heads(), pins.pin());
        } finally {
            lock.unlock();
        }
    }

    void giveBack(View view) {
        lock.lock();
        try {
            pins.unpin(view.pin());
        } finally {
            lock.unlock();
        }
    }

    /** {@return the columns of a series in a head, in the order in which they were stored} */
    List<Head.Piece> pieces(Head head, int id) {
        lock.lock();
        try {
            return head.pieces(id);
        } finally {
            lock.unlock();
        }
    }

    /** {@return what is asked of a head, which nobody changes meanwhile} */
    <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** {@return memory that the head takes to which batches are added} */
    long activeBytes() {
        return ask(() -> active.bytes());
    }

    /** {@return size of the log} */
    long bytes() {
        return ask(log::bytes);
    }

    /** {@return why the last batches were not written} */
    Optional<IOException> trouble() {
        return ask(() -> trouble);
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            awaitSettled();
            log.close();
        } finally {
            lock.unlock();
        }
    }
}
