package io.negawatt.app.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A disk in memory that fails at a chosen call, in a chosen way, and forgets at a power cut what was not forced. Files, names
 * and folders; a name that was not forced is there after the cut or not, and of bytes that were not forced a random part is.
 */
final class FaultyDisk implements Disk {

    /** What happens at the chosen call, and at those after it while it lasts. */
    enum Fault {
        /** Nothing is done. */
        REFUSE,
        /** A write does its first half; any other call does nothing. */
        TEAR,
        /** The call is done and yet reported as failed. */
        DONE_AND_REFUSE
    }

    private static final class Content {
        byte[] bytes = new byte[0];
        byte[] forced = new byte[0];
    }

    private final Map<Path, Content> names = new HashMap<>();
    private final Map<Path, Content> forcedNames = new HashMap<>();
    private final Set<Path> folders = new HashSet<>();
    private int calls;
    private int failFrom = Integer.MAX_VALUE;
    private int failTo = Integer.MAX_VALUE;
    private Fault fault = Fault.REFUSE;

    /** Lets calls number {@code from} up to {@code to}, exclusive, fail; the next call is {@link #calls}. */
    FaultyDisk failing(int from, int to, Fault how) {
        failFrom = from;
        failTo = to;
        fault = how;
        return this;
    }

    /** {@return the number of calls so far that change the disk} */
    int calls() {
        return calls;
    }

    byte[] bytes(Path file) {
        return content(file).bytes.clone();
    }

    void put(Path file, byte[] bytes) {
        var content = new Content();
        content.bytes = bytes.clone();
        content.forced = content.bytes;
        names.put(file, content);
        forcedNames.put(file, content);
    }

    boolean has(Path file) {
        return names.containsKey(file);
    }

    Set<Path> files() {
        return Set.copyOf(names.keySet());
    }

    /** The power fails: everything that was not forced may be gone. */
    void cutPower(RandomGenerator random) {
        var kept = new HashMap<>(forcedNames);
        names.forEach((path, content) -> {
            if (random.nextBoolean()) {
                kept.put(path, content);
            }
        });
        names.clear();
        names.putAll(kept);
        names.values().forEach(content -> {
            int most = content.bytes.length - content.forced.length;
            int length = content.forced.length + (most > 0 ? random.nextInt(most + 1) : 0);
            byte[] left = Arrays.copyOf(content.bytes, length);
            System.arraycopy(content.forced, 0, left, 0, Math.min(length, content.forced.length));
            content.bytes = left;
        });
    }

    private interface Call {
        void run() throws IOException;
    }

    private void change(Call whole, Call half) throws IOException {
        int call = calls++;
        if (call < failFrom || call >= failTo) {
            whole.run();
            return;
        }
        switch (fault) {
            case REFUSE -> {}
            case TEAR -> half.run();
            case DONE_AND_REFUSE -> whole.run();
        }
        throw new IOException("No space left on device");
    }

    private void change(Call whole) throws IOException {
        change(whole, () -> {});
    }

    private Content content(Path file) {
        var content = names.get(file);
        if (content == null) {
            throw new IllegalStateException("no file " + file);
        }
        return content;
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
    public File create(Path file) throws IOException {
        change(() -> {
            if (names.putIfAbsent(file, new Content()) != null) {
                throw new FileAlreadyExistsException(file.toString());
            }
        });
        return new OpenFile(content(file));
    }

    @Override
    public File open(Path file) throws IOException {
        if (!has(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new OpenFile(content(file));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        change(() -> {
            names.put(to, content(from));
            names.remove(from);
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
    public List<Path> list(Path folder) {
        return names.keySet().stream()
                .filter(it -> folder.equals(it.getParent()))
                .toList();
    }

    @Override
    public Optional<Lock> tryLock(Path file) {
        return Optional.of(() -> {});
    }

    private final class OpenFile implements File {
        private final Content content;

        OpenFile(Content content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.bytes.length;
        }

        @Override
        public void write(byte[] bytes, int length, long position) throws IOException {
            change(() -> put(bytes, length, (int) position), () -> put(bytes, length / 2, (int) position));
        }

        private void put(byte[] bytes, int length, int position) {
            content.bytes = Arrays.copyOf(content.bytes, Math.max(content.bytes.length, position + length));
            System.arraycopy(bytes, 0, content.bytes, position, length);
        }

        @Override
        public void read(byte[] bytes, int offset, int length, long position) throws IOException {
            if (position + length > content.bytes.length) {
                throw new EOFException();
            }
            System.arraycopy(content.bytes, (int) position, bytes, offset, length);
        }

        @Override
        public void force() throws IOException {
            change(() -> content.forced = content.bytes.clone());
        }

        @Override
        public void close() {}
    }
}
