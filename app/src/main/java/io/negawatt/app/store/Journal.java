package io.negawatt.app.store;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.Message;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The journal of a run: every {@link RunEvent}, written as it happens. The package's description tells the format.
 *
 * <p>What {@link #append} returned from is in the hands of the operating system: the end of this process, {@code kill -9}
 * included, loses none of it. It is forced to the disk about once a second and by {@link #close}: a power cut loses at most
 * the last second, and what is left is whole events in their order.
 *
 * <p>{@link #append} and {@link #force} throw {@link JournalException} where the disk fails. The run goes on metering, says
 * so once, and goes on appending: as soon as the disk takes events again the journal goes on, and {@link #read} makes a gap
 * of what was lost between. Only after the disk failed to <em>force</em> does a journal stay closed to events, since nobody
 * can then tell which of the earlier ones are on it. In no case does the journal give a wrong figure.
 *
 * <p>Thread-safe.
 */
public final class Journal implements AutoCloseable {
    /** First bytes of every journal. */
    static final byte[] MAGIC = "NEGAWATT".getBytes(StandardCharsets.US_ASCII);

    static final int VERSION = 1;
    static final int HEADER = MAGIC.length + 4;
    static final int RECORD_HEADER = 8;
    /** Longest payload in bytes; a greater length can only be damage. */
    static final int MOST_PAYLOAD = 4 << 20;

    private static final int STARTS = 2;

    private static final long FORCE_EVERY_NANOS = 1_000_000_000;

    private final Disk disk;
    private final Path path;
    private final Disk.File file;
    private final LongSupplier nanoClock;
    private final Executor forcer;
    private final EventCodec codec = new EventCodec();
    private final WireWriter record = new WireWriter();
    private final WireWriter records = new WireWriter();
    private final AtomicBoolean forcing = new AtomicBoolean();
    private final AtomicReference<Optional<IOException>> forceFailure = new AtomicReference<>(Optional.empty());
    private final Object forceLock = new Object();
    private byte[] start = new byte[0];
    private int startsWritten;
    private boolean nameForced;
    private long end;
    private long number;
    private long lastForceNanos;
    private boolean closed;

    private Journal(Disk disk, Path path, Disk.File file, LongSupplier nanoClock, Executor forcer) {
        this.disk = disk;
        this.path = path;
        this.file = file;
        this.nanoClock = nanoClock;
        this.forcer = forcer;
        this.lastForceNanos = nanoClock.getAsLong() - FORCE_EVERY_NANOS;
    }

    /** {@return a new journal on this machine's disk that forces on a thread of its own} */
    public static Journal create(Path path) throws JournalException {
        return create(
                Disk.LOCAL,
                path,
                System::nanoTime,
                force -> Thread.ofPlatform().daemon().name("journal-force").start(force));
    }

    /**
     * {@return a new journal}
     *
     * @param path file, which must not exist
     * @param nanoClock a clock that never steps, in ns
     * @param forcer runs the forcing that is due, so that a slow disk never delays a poll
     */
    public static Journal create(Disk disk, Path path, LongSupplier nanoClock, Executor forcer)
            throws JournalException {
        try {
            var journal = new Journal(disk, path, disk.create(path), nanoClock, forcer);
            journal.writeHeader();
            return journal;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private void writeHeader() throws IOException {
        try {
            file.write(header(), HEADER, 0);
        } catch (IOException e) {
            file.close();
            throw e;
        }
        end = HEADER;
    }

    /**
     * Writes an event; the first is {@link RunEvent.Started}, which is written twice, since without it no other can be read.
     *
     * @throws JournalException where the event was not written; the caller may go on appending
     * @throws IllegalStateException where the journal is closed, or begins with another event
     */
    public synchronized void append(RunEvent event) throws JournalException {
        boolean first = event instanceof RunEvent.Started;
        if (closed || (number == 0) != first) {
            throw new IllegalStateException(
                    "a journal begins with the start of its run, and takes no event once closed");
        }
        encode(event);
        if (first) {
            start = Arrays.copyOf(record.bytes(), record.length());
        }
        records.reset(0);
        if (!first) {
            records.bytes(record.bytes(), 0, record.length());
        }
        writeRecords();
    }

    /**
     * Writes events that come together, none the start, in one go: that costs little more than one of them alone.
     *
     * @throws JournalException where they were not written; the caller may go on appending
     * @throws IllegalStateException where the journal is closed, or has no start
     */
    public synchronized void append(List<RunEvent> events) throws JournalException {
        if (closed || number == 0) {
            throw new IllegalStateException(
                    "a journal begins with the start of its run, and takes no event once closed");
        }
        records.reset(0);
        for (var event : events) {
            encode(event);
            records.bytes(record.bytes(), 0, record.length());
        }
        writeRecords();
    }

    private void writeRecords() throws JournalException {
        checkForced();
        try {
            while (startsWritten < STARTS) {
                write(start, start.length);
                startsWritten++;
            }
            if (records.length() > 0) {
                write(records.bytes(), records.length());
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
        forceWhenDue();
    }

    /** A write that fails half-way leaves {@code end} where it was: the next goes over what is torn. */
    private void write(byte[] bytes, int length) throws IOException {
        file.write(bytes, length, end);
        end += length;
    }

    private void encode(RunEvent event) throws JournalException {
        record.reset(RECORD_HEADER);
        codec.write(record, number++, event);
        int length = record.length() - RECORD_HEADER;
        if (length > MOST_PAYLOAD) {
            throw new JournalException(Message.of("store.journal.oversize", path, length, MOST_PAYLOAD));
        }
        Bits.putInt(record.bytes(), 0, length);
        Bits.putInt(record.bytes(), 4, Bits.checksum(record.bytes(), 0, length));
    }

    private void forceWhenDue() {
        long nanos = nanoClock.getAsLong();
        if (nanos - lastForceNanos >= FORCE_EVERY_NANOS && forcing.compareAndSet(false, true)) {
            lastForceNanos = nanos;
            forcer.execute(this::forceAside);
        }
    }

    private void forceAside() {
        try {
            forceFile();
        } catch (IOException e) {
            forceFailure.compareAndSet(Optional.empty(), Optional.of(e));
        } finally {
            forcing.set(false);
        }
    }

    private void forceFile() throws IOException {
        synchronized (forceLock) {
            file.force();
            if (!nameForced) {
                disk.forceName(path);
                nameForced = true;
            }
        }
    }

    /** Makes every event so far outlast a power cut. */
    public void force() throws JournalException {
        checkForced();
        try {
            forceFile();
        } catch (IOException e) {
            forceFailure.compareAndSet(Optional.empty(), Optional.of(e));
            throw failed(path, e);
        }
    }

    private void checkForced() throws JournalException {
        var failure = forceFailure.get();
        if (failure.isPresent()) {
            throw failed(path, failure.get());
        }
    }

    /** Forces what was written and closes the file; closing again does nothing. */
    @Override
    public void close() throws JournalException {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            force();
        } finally {
            closeFile();
        }
    }

    /** Closes the file of a journal that is to be deleted. */
    void abandon() throws JournalException {
        synchronized (this) {
            closed = true;
        }
        closeFile();
    }

    private void closeFile() throws JournalException {
        try {
            synchronized (forceLock) {
                file.close();
            }
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    private static JournalException failed(Path path, IOException e) {
        String key = Reasons.diskFull(e) ? "store.journal.full" : "store.journal.failed";
        return new JournalException(Message.of(key, path, Reasons.of(e)), e);
    }

    /**
     * What reading a journal came to.
     *
     * @param events number of events that were handed out, those that stand for a loss included
     * @param lostEvents number of events that are known to have been written or tried, and are not there
     * @param unreadableBytes bytes of damage between and after whole records
     * @param finished whether the run ended by itself
     */
    public record Recovery(long events, long lostEvents, long unreadableBytes, boolean finished) {

        /** {@return whether every event of the run was read} */
        public boolean complete() {
            return lostEvents == 0 && unreadableBytes == 0;
        }
    }

    /**
     * Hands out the events of a journal in their order, and never changes the file. A record that is torn or damaged is left
     * out and those after it are read; for what is missing come a {@link RunEvent.Noted} and, for each channel, a
     * {@link io.negawatt.core.series.Reading.Gap}.
     *
     * @throws JournalException where the file cannot be read, is no journal, is of an unknown version, or holds no start
     */
    public static Recovery read(Disk disk, Path path, Consumer<RunEvent> events) throws JournalException {
        try (var file = disk.open(path)) {
            checkHeader(path, file);
            return new JournalReader(new Mender(events))
                    .read(file)
                    .orElseThrow(() -> new JournalException(Message.of("store.journal.empty", path)));
        } catch (JournalException e) {
            throw e;
        } catch (IOException e) {
            throw new JournalException(Message.of("store.journal.unreadable", path, Reasons.of(e)), e);
        }
    }

    /** {@return the outcome of reading a journal on this machine's disk} */
    public static Recovery read(Path path, Consumer<RunEvent> events) throws JournalException {
        return read(Disk.LOCAL, path, events);
    }

    /** {@return whether there is no record in the file, because its writer died before the first} */
    static boolean isBlank(Disk disk, Path path) throws IOException {
        try (var file = disk.open(path)) {
            if (file.size() > HEADER) {
                return false;
            }
            byte[] there = new byte[(int) file.size()];
            file.read(there, 0, there.length, 0);
            return Arrays.equals(there, Arrays.copyOf(header(), there.length));
        }
    }

    private static byte[] header() {
        byte[] header = Arrays.copyOf(MAGIC, HEADER);
        Bits.putInt(header, MAGIC.length, VERSION);
        return header;
    }

    static void checkHeader(Path path, Disk.File file) throws IOException {
        byte[] header = new byte[HEADER];
        try {
            file.read(header, 0, HEADER, 0);
        } catch (EOFException e) {
            throw new JournalException(Message.of("store.journal.empty", path), e);
        }
        int version = Bits.getInt(header, MAGIC.length);
        if (!Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
            throw new JournalException(Message.of("store.journal.foreign", path));
        }
        if (version != VERSION) {
            throw new JournalException(Message.of("store.journal.version", path, version, VERSION));
        }
    }
}
