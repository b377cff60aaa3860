package io.negawatt.app.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger and the live store ask of a disk, as few calls as it can do with, so that a test can make any of them fail, tear or be
 * forgotten. Every call throws what the system said, such as {@code No space left on device}.
 */
public interface Disk {
    /** The disk of this machine. */
    Disk LOCAL = new LocalDisk();

    /** Creates a folder; {@link java.nio.file.FileAlreadyExistsException} where the name is taken. One caller wins. */
    void createFolder(Path folder) throws IOException;

    /** Creates a file that must not exist, and opens it for writing. */
    File create(Path file) throws IOException;

    /** Opens a file for reading. */
    File open(Path file) throws IOException;

    /** Renames a file within its folder; readers see the old file or the new one, never neither and never half of one. */
    void rename(Path from, Path to) throws IOException;

    /** Makes the name of a file outlast a power cut: forces the folder that it is in. */
    void forceName(Path file) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path file) throws IOException;

    /** {@return the files in a folder, in no order; none where there is no such folder} */
    List<Path> list(Path folder) throws IOException;

    /**
     * {@return a lock on a file, which is created where it is missing; empty where somebody holds it} The system takes it
     * back when the process ends, however it ends.
     */
    Optional<Lock> tryLock(Path file) throws IOException;

    /** A lock that is held until it is closed. */
    interface Lock extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    /** An open file. Calls from several threads are allowed. */
    interface File extends AutoCloseable {

        /** {@return its length in bytes} */
        long size() throws IOException;

        /** Hands {@code length} bytes to the system, to stand at {@code position}; after a failure any part of them may. */
        void write(byte[] bytes, int length, long position) throws IOException;

        /** Reads {@code length} bytes at {@code position}; {@link java.io.EOFException} where the file ends before. */
        void read(byte[] bytes, int offset, int length, long position) throws IOException;

        /** Makes what was written outlast a power cut. */
        void force() throws IOException;

        @Override
        void close() throws IOException;
    }
}
