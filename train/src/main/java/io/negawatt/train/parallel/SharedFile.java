package io.negawatt.train.parallel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file in memory that has no name from the moment it is there: {@link StandardOpenOption#DELETE_ON_CLOSE} unlinks it right
 * after it is made. Other processes open it through the descriptor of the one that made it, as long as that is open. So
 * nothing is left behind however a process ends, and who cannot see the file is on another machine, or another user.
 *
 * @param address where others find it
 * @param channel holds it open
 */
record SharedFile(Address address, FileChannel channel) implements AutoCloseable {
    private static final Path FOLDER = Path.of("/dev/shm");
    private static final Path PROC = Path.of("/proc");
    private static final int BLOCK = 1 << 20;

    /** Whole numbers up to here are exact as floating-point numbers. */
    private static final long EXACT = 1L << 52;

    /**
     * Where a file is found.
     *
     * @param pid process that made it; 0 for no file
     * @param descriptor its descriptor of the file
     * @param stamp tells the file from others of a process with the same id
     */
    record Address(long pid, long descriptor, long stamp) {
        static final Address NOWHERE = new Address(0, 0, 0);

        private Path name() {
            return FOLDER.resolve("negawatt-" + pid + "-" + stamp);
        }

        private Path open() {
            return PROC.resolve(Long.toString(pid)).resolve("fd").resolve(Long.toString(descriptor));
        }

        private boolean isAt(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString().equals(name() + " (deleted)");
            } catch (IOException | UnsupportedOperationException another) {
                return false;
            }
        }
    }

    /**
     * {@return a file of zeros; empty where there is no room for it}
     *
     * @param stamp a number that this process has not given before
     */
    static Optional<SharedFile> make(long bytes, long stamp) {
        if (!hasRoom(bytes)) {
            return Optional.empty();
        }
        var draft = new Address(ProcessHandle.current().pid(), 0, stamp % EXACT);
        try {
            var channel = FileChannel.open(
                    draft.name(),
                    Set.of(
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return filled(draft, channel, bytes);
        } catch (IOException | UnsupportedOperationException noSuchFolder) {
            return Optional.empty();
        }
    }

    private static boolean hasRoom(long bytes) {
        try {
            return Files.getFileStore(FOLDER).getUsableSpace() >= bytes;
        } catch (IOException noSuchFolder) {
            return false;
        }
    }

    private static Optional<SharedFile> filled(Address draft, FileChannel channel, long bytes) throws IOException {
        try {
            fill(channel, bytes);
            var address = new Address(draft.pid, descriptor(draft), draft.stamp);
            return Optional.of(new SharedFile(address, channel));
        } catch (IOException noRoom) {
            channel.close();
            return Optional.empty();
        }
    }

    /** All of the memory is taken at once: a write that finds no room fails, but touching what is not there is fatal. */
    private static void fill(FileChannel channel, long bytes) throws IOException {
        var zeros = ByteBuffer.allocateDirect(BLOCK);
        for (long at = 0; at < bytes; at += BLOCK) {
            zeros.clear().limit((int) Math.min(BLOCK, bytes - at));
            while (zeros.hasRemaining()) {
                channel.write(zeros, at + zeros.position());
            }
        }
    }

    private static long descriptor(Address draft) throws IOException {
        try (var descriptors = Files.newDirectoryStream(PROC.resolve("self/fd"))) {
            for (var descriptor : descriptors) {
                if (draft.isAt(descriptor)) {
                    return Long.parseLong(String.valueOf(descriptor.getFileName()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        throw new IOException("no descriptor of " + draft.name());
    }

    /** {@return the memory of the file that another process made; empty where it cannot be seen from here} */
    static Optional<MemorySegment> map(Address address, long bytes, Arena arena) {
        if (!address.isAt(address.open())) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(address.open(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return Optional.of(channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena));
        } catch (IOException notForUs) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The kernel has let go of it either way.
        }
    }
}
