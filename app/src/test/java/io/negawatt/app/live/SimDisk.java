package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that keeps apart what the system was handed and what outlasts a power cut. It can crash at any call that changes
 * something, before it, after it, or half-way through; be full; and fail to force, after which what was not forced stays visible and yet
 * is lost at the next cut, however often it is forced again.
 */
public final class SimDisk implements Disk {

    /** Where in a call the crash comes. */
    public enum Crash {
        BEFORE,
        AFTER,
        HALF_WAY
    }

    private record Write(int position, byte[] bytes) {}

    private static final class Content {
        private byte[] now = new byte[256];
        private int size;
        private byte[] forced = new byte[0];
        private final List<Write> pending = new ArrayList<>();

        void put(Write write) {
            now = grown(now, write.position + write.bytes.length);
            System.arraycopy(write.bytes, 0, now, write.position, write.bytes.length);
            size = Math.max(size, write.position + write.bytes.length);
            pending.add(write);
        }

        Content copy() {
            var copy = new Content();
            copy.now = now.clone();
            copy.size = size;
            copy.forced = forced.clone();
            copy.pending.addAll(pending);
            return copy;
        }

        private static byte[] grown(byte[] bytes, int length) {
            return length <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
        }

        void force() {
            for (var write : pending) {
                apply(write);
            }
            pending.clear();
        }

        private void apply(Write write) {
            forced = Arrays.copyOf(forced, Math.max(forced.length, write.position + write.bytes.length));
            System.arraycopy(write.bytes, 0, forced, write.position, write.bytes.length);
        }

        /** Of what was not forced, each write is there, is not, or is there up to some byte. */
        void cut(RandomGenerator random) {
            for (var write : pending) {
                int kept = switch (random.nextInt(3)) {
                    case 0 -> 0;
                    case 1 -> write.bytes.length;
                    default -> random.nextInt(write.bytes.length + 1);
                };
                if (kept > 0) {
                    apply(new Write(write.position, Arrays.copyOf(write.bytes, kept)));
                }
            }
            pending.clear();
            now = forced.clone();
            size = forced.length;
        }
    }

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> forcedNames = new HashMap<>();
    private final Set<Path> folders = new HashSet<>();
    private final Set<Path> locks = new HashSet<>();
    private int calls;
    private int crashAt = Integer.MAX_VALUE;
    private Crash crash = Crash.BEFORE;
    private boolean crashed;
    private long capacity = Long.MAX_VALUE;
    private int forceFailures;
    private int life;
    private Runnable watcher = () -> {};

    /** Lets the process die at a call; the next is {@link #calls}. */
    public synchronized void crashAt(int call, Crash how) {
        crashAt = call;
        crash = how;
    }

    /** {@return number of calls so far that change the disk} */
    public synchronized int calls() {
        return calls;
    }

    /** {@return whether the process died} */
    public synchronized boolean crashed() {
        return crashed;
    }

    /** Lets the disk hold so many bytes. */
    public synchronized void capacity(long bytes) {
        capacity = bytes;
    }

    /** Lets the next calls of force fail, and lose what they were to force. */
    public synchronized void failForces(int count) {
        forceFailures = count;
    }

    /** {@return bytes of all files} */
    public synchronized long used() {
        return names.values().stream().mapToLong(it -> it.size).sum();
    }

    /** {@return a file's bytes} */
    public synchronized byte[] bytes(Path file) {
        var content = names.get(file);
        return Arrays.copyOf(content.now, content.size);
    }

    /** Puts a file there for good. */
    public synchronized void put(Path file, byte[] bytes) {
        var content = new Content();
        content.put(new Write(0, bytes.clone()));
        content.force();
        names.put(file, content);
        forcedNames.put(file, content);
    }

    /** {@return all files, by name} */
    public synchronized Set<Path> files() {
        return new TreeSet<>(names.keySet());
    }

    /** {@return another disk in the same state, where nobody holds a lock} */
    public synchronized SimDisk fork() {
        var fork = new SimDisk();
        fork.folders.addAll(folders);
        var same = new IdentityHashMap<Content, Content>();
        names.forEach((path, content) -> fork.names.put(path, same.computeIfAbsent(content, Content::copy)));
        forcedNames.forEach(
                (path, content) -> fork.forcedNames.put(path, same.computeIfAbsent(content, Content::copy)));
        return fork;
    }

    /** Lets somebody look before each call that changes the disk. */
    public synchronized void watch(Runnable watcher) {
        this.watcher = watcher;
    }

    /** The process is gone, whatever it still does; the system lives on with all that it was handed. */
    public synchronized void restart() {
        crashed = false;
        crashAt = Integer.MAX_VALUE;
        locks.clear();
        life++;
    }

    /** The power fails: what was not forced may be gone, and names that were not forced may be as they were. */
    public synchronized void cutPower(RandomGenerator random) {
        var all = new TreeSet<>(names.keySet());
        all.addAll(forcedNames.keySet());
        for (var path : all) {
            var before = forcedNames.get(path);
            if (before != names.get(path) && random.nextBoolean()) {
                if (before == null) {
                    names.remove(path);
                } else {
                    names.put(path, before);
                }
            }
        }
        for (var path : new TreeSet<>(names.keySet())) {
            names.get(path).cut(random);
        }
        forcedNames.clear();
        forcedNames.putAll(names);
        restart();
    }

    private interface Call {
        void run() throws IOException;
    }

    private synchronized void change(int caller, Call whole, Call half) throws IOException {
        checkAlive(caller);
        watcher.run();
        if (calls++ != crashAt) {
            whole.run();
            return;
        }
        crashed = true;
        switch (crash) {
            case BEFORE -> {}
            case AFTER -> whole.run();
            case HALF_WAY -> half.run();
        }
        throw new IOException("the process died");
    }

    private void change(Call whole) throws IOException {
        change(life, whole, () -> {});
    }

    /** A process that died changes nothing more, even where its objects live on in the test. */
    private void checkAlive(int caller) throws IOException {
        if (crashed || caller != life) {
            throw new IOException("the process died");
        }
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        change(() -> {
            if (!folders.add(folder)) {
                throw new FileAlreadyExistsException(folder.toString());
            }
        });
    }

    @Override
    public synchronized File create(Path file) throws IOException {
        var content = new Content();
        change(() -> {
            if (names.putIfAbsent(file, content) != null) {
                throw new FileAlreadyExistsException(file.toString());
            }
        });
        return new OpenFile(content, life);
    }

    @Override
    public synchronized File open(Path file) throws IOException {
        var content = names.get(file);
        if (content == null) {
            throw new NoSuchFileException(file.toString());
        }
        return new OpenFile(content, life);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        change(() -> {
            var content =
                    Optional.ofNullable(names.remove(from)).orElseThrow(() -> new NoSuchFileException(from.toString()));
            names.put(to, content);
        });
    }

    @Override
    public void forceName(Path file) throws IOException {
        change(() -> {
            forcedNames.clear();
            forcedNames.putAll(names);
        });
    }

    @Override
    public void delete(Path file) throws IOException {
        change(() -> names.remove(file));
    }

    @Override
    public synchronized List<Path> list(Path folder) {
        return names.keySet().stream()
                .filter(it -> folder.equals(it.getParent()))
                .sorted()
                .toList();
    }

    @Override
    public synchronized Optional<Lock> tryLock(Path file) {
        return locks.add(file) ? Optional.of(() -> unlock(file)) : Optional.empty();
    }

    private synchronized void unlock(Path file) {
        locks.remove(file);
    }

    private final class OpenFile implements File {
        private final Content content;
        private final int owner;

        OpenFile(Content content, int owner) {
            this.content = content;
            this.owner = owner;
        }

        @Override
        public long size() {
            synchronized (SimDisk.this) {
                return content.size;
            }
        }

        @Override
        public void write(byte[] bytes, int length, long position) throws IOException {
            byte[] written = Arrays.copyOf(bytes, length);
            change(owner, () -> put(written, position), () -> put(Arrays.copyOf(written, length / 2), position));
        }

        private void put(byte[] bytes, long position) throws IOException {
            long room = capacity - used() + Math.max(0, content.size - position);
            if (bytes.length > room) {
                content.put(new Write((int) position, Arrays.copyOf(bytes, (int) Math.max(0, room))));
                throw new IOException("No space left on device");
            }
            content.put(new Write((int) position, bytes));
        }

        @Override
        public void read(byte[] bytes, int offset, int length, long position) throws IOException {
            synchronized (SimDisk.this) {
                if (position + length > content.size) {
                    throw new EOFException();
                }
                System.arraycopy(content.now, (int) position, bytes, offset, length);
            }
        }

        @Override
        public void force() throws IOException {
            change(owner, this::forceOrLose, () -> {});
        }

        private void forceOrLose() throws IOException {
            if (forceFailures > 0) {
                forceFailures--;
                content.pending.clear();
                throw new IOException("Input/output error");
            }
            content.force();
        }

        @Override
        public void close() {}
    }
}
