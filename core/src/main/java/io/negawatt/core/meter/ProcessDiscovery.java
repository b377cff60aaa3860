package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Finds process ids that were not there at the look before.
 *
 * <p>Linux hands ids out in order, and {@code /proc/loadavg} ends with the last one: no new id, no new process, and a look
 * costs one read; a few new ids are tried one by one, which costs the same on a host with ten thousand processes. Only where
 * many are new, where the ids turned over, or where that figure is not to be trusted, {@code /proc} is listed; every tenth
 * look lists it anyway. Walking {@code /proc/PID/task/TID/children} would cost a read a thread.
 */
final class ProcessDiscovery implements AutoCloseable {
    private static final long MOST_TRIED = 256;
    private static final int LOOKS_BETWEEN_LISTINGS = 10;

    private final Path proc;
    private final ProcText text = new ProcText(256);
    private final Optional<FileChannel> loadavg;
    private final long atStart;
    private long before;
    private long last;
    private boolean trusted;
    private boolean listed;
    private int looks;

    ProcessDiscovery(Path proc) {
        this.proc = proc;
        this.loadavg = ProcText.open(proc.resolve("loadavg"));
        this.atStart = lastId();
    }

    /** Tells that a process was started since this object was made: a last id that has not moved since is not kept up. */
    void processStarted() {
        last = lastId();
        before = atStart;
        trusted = atStart > 0 && last > 0 && last != atStart;
    }

    /** {@return ids that may be new processes, ascending; also ids of threads and of processes seen before} */
    List<Long> look() {
        looks++;
        long now = trusted ? lastId() : 0;
        // Ids of the look before are tried again: an id is handed out a moment before its process shows.
        long from = before;
        before = last;
        last = now;
        listed = !(trusted && looks % LOOKS_BETWEEN_LISTINGS != 0 && now >= from && now - from <= MOST_TRIED);
        return listed ? list() : LongStream.rangeClosed(from + 1, now).boxed().toList();
    }

    /** {@return whether the last look listed every process} */
    boolean listed() {
        return listed;
    }

    private List<Long> list() {
        var ids = new ArrayList<Long>();
        try (var folder = Files.newDirectoryStream(proc, ProcessDiscovery::isNumber)) {
            folder.forEach(path -> ids.add(Long.parseLong(name(path))));
        } catch (IOException | DirectoryIteratorException e) {
            // A host without /proc shows no processes; what its command used stays in the residual.
        }
        ids.sort(null);
        return ids;
    }

    private static boolean isNumber(Path path) {
        String name = name(path);
        return name.length() <= 10 && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private long lastId() {
        try {
            if (loadavg.isEmpty()) {
                return 0;
            }
            text.readOnce(loadavg.get());
            text.skipFields(4);
            return text.nextLong();
        } catch (IOException unreadable) {
            return 0;
        }
    }

    @Override
    public void close() {
        ProcText.close(loadavg);
    }
}
