package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file of a pseudo file system that is read again and again: it stays open and the buffer is reused, which saves nine
 * tenths of the price of a read. After a failure it is opened anew at the next read, so that a device that comes back is read
 * again.
 *
 * <p>Not thread-safe, and a thread that is interrupted while it reads closes the file, as channels do; the next read opens it.
 */
final class SysFile implements AutoCloseable {
    private final Path path;
    private final Opener opener;
    private ByteBuffer buffer;
    private Optional<FileChannel> channel;

    /** How a file is opened; tests give one that refuses. */
    @FunctionalInterface
    interface Opener {
        FileChannel open(Path file) throws IOException;

        /** {@return the opener of the operating system} */
        static Opener system() {
            return file -> FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    private SysFile(Path path, Opener opener, int expectedBytes, Optional<FileChannel> channel) {
        this.path = path;
        this.opener = opener;
        this.buffer = ByteBuffer.allocateDirect(expectedBytes);
        this.channel = channel;
    }

    /**
     * {@return the open file}
     *
     * @param expectedBytes size of the buffer to begin with
     * @throws IOException where the file is absent or closed to this user
     */
    static SysFile open(Path path, Opener opener, int expectedBytes) throws IOException {
        return new SysFile(path, opener, expectedBytes, Optional.of(opener.open(path)));
    }

    /** {@return the file, which is opened at the first read} */
    static SysFile lazy(Path path, int expectedBytes) {
        return new SysFile(path, Opener.system(), expectedBytes, Optional.empty());
    }

    /**
     * {@return the first bytes of the file, as many as fit the buffer; valid until the next read}
     *
     * @throws IOException where the device has gone
     */
    ByteBuffer head() throws IOException {
        try {
            buffer.clear();
            opened().read(buffer, 0);
            return buffer.flip();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * {@return all bytes of the file; valid until the next read}
     *
     * @throws IOException where the device has gone
     */
    ByteBuffer all() throws IOException {
        try {
            buffer.clear();
            var open = opened();
            while (open.read(buffer, buffer.position()) > 0) {
                makeRoom();
            }
            return buffer.flip();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private void makeRoom() {
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocateDirect(2 * buffer.capacity()).put(buffer.flip());
        }
    }

    private FileChannel opened() throws IOException {
        if (channel.isPresent()) {
            return channel.get();
        }
        var opened = opener.open(path);
        channel = Optional.of(opened);
        return opened;
    }

    Path path() {
        return path;
    }

    /** {@return why a reading is missing, for people} */
    static Message unreadable(IOException failure) {
        String why = failure.getMessage();
        return Message.of("meter.gap.file", why == null ? failure.getClass().getSimpleName() : why);
    }

    @Override
    public void close() {
        channel.ifPresent(SysFile::release);
        channel = Optional.empty();
    }

    private static void release(FileChannel open) {
        try {
            open.close();
        } catch (IOException nothingLost) {
            // A read-only descriptor has nothing left to lose when its close fails.
        }
    }
}
