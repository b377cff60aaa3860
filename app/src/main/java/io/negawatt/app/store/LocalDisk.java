package io.negawatt.app.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** The disk of this machine. */
class LocalDisk implements Disk {

    @Override
    public void createFolder(Path folder) throws IOException {
        Files.createDirectory(folder);
    }

    @Override
    public File create(Path file) throws IOException {
        Files.createFile(file);
        return new LocalFile(new RandomAccessFile(file.toFile(), "rw"));
    }

    @Override
    public File open(Path file) throws IOException {
        return new LocalFile(new RandomAccessFile(file.toFile(), "r"));
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceName(Path file) throws IOException {
        var folder = file.toAbsolutePath().resolveSibling("");
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    @Override
    public Optional<Lock> tryLock(Path file) throws IOException {
        var folder = file.toAbsolutePath().resolveSibling("").toRealPath();
        return RunLock.tryHold(folder.resolve(file.getFileName())).map(lock -> lock);
    }

    /**
     * A {@link RandomAccessFile} rather than a channel: a channel closes itself when a thread that uses it is interrupted,
     * and a journal must outlive the interrupt that ends its run.
     */
    private record LocalFile(RandomAccessFile file) implements File {

        @Override
        public long size() throws IOException {
            return file.length();
        }

        @Override
        public void write(byte[] bytes, int length, long position) throws IOException {
            synchronized (file) {
                file.seek(position);
                file.write(bytes, 0, length);
            }
        }

        @Override
        public void read(byte[] bytes, int offset, int length, long position) throws IOException {
            synchronized (file) {
                file.seek(position);
                file.readFully(bytes, offset, length);
            }
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
