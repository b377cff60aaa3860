package io.negawatt.app.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sign that a process works on a run, or on a folder of samples. The system takes it back when the process ends, however it ends. The file holds
 * the id of the process, for people.
 */
final class RunLock implements Disk.Lock {
    /**
     * Locks of this process. The system's locks are those of a process: a second one in the same process would be refused with
     * an exception, and closing the file after that would give up the first.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path key;
    private final FileChannel channel;

    private RunLock(Path key, FileChannel channel) {
        this.key = key;
        this.channel = channel;
    }

    /** {@return the lock of a run; empty where somebody holds it, and where the run is gone} */
    static Optional<RunLock> tryHold(RunFolder run) throws IOException {
        try {
            return tryHold(run.path().toRealPath().resolve(run.lock().getFileName()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** {@return a lock on a file by its real path; empty where somebody holds it} */
    static Optional<RunLock> tryHold(Path key) throws IOException {
        if (!HELD.add(key)) {
            return Optional.empty();
        }
        var lock = Optional.<RunLock>empty();
        try {
            lock = hold(key);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(key);
            }
        }
        return lock;
    }

    private static Optional<RunLock> hold(Path key) throws IOException {
        var channel = FileChannel.open(key, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            // Who held it before may have deleted it meanwhile, and a lock on a deleted file keeps nobody out.
            if (channel.tryLock() != null && Files.exists(key)) {
                long pid = ProcessHandle.current().pid();
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((pid + "\n").getBytes(StandardCharsets.US_ASCII)));
                held = true;
            }
        } finally {
            if (!held) {
                channel.close();
            }
        }
        return held ? Optional.of(new RunLock(key, channel)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(key);
        }
    }
}
