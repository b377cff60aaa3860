package io.negawatt.app.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the ledger asks of a disk, as few calls as it can do with, so that a test can make any of them fail, tear or be
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
