package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A live process of the run: its files under {@code /proc}, kept open, and what it used.
 *
 * <p>An open file of a process fails once that process is gone, even if its id is in use again; where files are not kept
 * open the start time tells.
 */
final class TrackedProcess implements AutoCloseable {
    final int index;
    final long pid;
    final LineageCounter cpu = new LineageCounter();
    final LineageCounter io = new LineageCounter();
    private final Path folder;
    private final boolean keepOpen;
    private final boolean ownCounts;
    private ProcStat stat;
    private int samplesEnded;
    private boolean orphansGone;
    private Optional<FileChannel> statFile = Optional.empty();
    private Optional<FileChannel> ioFile = Optional.empty();
    private boolean ioDenied;

    TrackedProcess(int index, long pid, Path folder, ProcStat stat, boolean keepOpen) {
        this(index, pid, folder, stat, keepOpen, true);
    }

    private TrackedProcess(int index, long pid, Path folder, ProcStat stat, boolean keepOpen, boolean ownCounts) {
        this.index = index;
        this.pid = pid;
        this.folder = folder;
        this.stat = stat;
        this.keepOpen = keepOpen;
        this.ownCounts = ownCounts;
    }

    /** {@return the parent of the tree, which is no part of it: only what it takes in from its children counts, from now} */
    static TrackedProcess guardian(Path folder, long pid, ProcStat stat) {
        var guardian = new TrackedProcess(0, pid, folder, stat, true, false);
        guardian.cpu.base(0, stat.reapedTicks());
        return guardian;
    }

    Path folder() {
        return folder;
    }

    ProcStat stat() {
        return stat;
    }

    /** {@return for how many samples it has been ended and waiting for its parent} */
    int samplesEnded() {
        return samplesEnded;
    }

    /** A child went away; what was charged for it is not charged again when it shows in this process's counters. */
    void childGone(TrackedProcess child) {
        cpu.childGone(child.cpu);
        io.childGone(child.io);
        orphansGone = true;
    }

    /** Whether {@code /proc/PID/io} was refused, which is the case for a process of somebody else. */
    boolean ioDenied() {
        return ioDenied;
    }

    /** {@return whether the process is still there; its CPU time is then read} */
    boolean readStat(ProcText text) {
        try {
            statFile = read(statFile, "stat", text);
        } catch (IOException gone) {
            return false;
        }
        if (text.atEnd()) {
            return false;
        }
        var now = ProcStat.parse(text, stat.name());
        if (now.startTicks() != stat.startTicks()) {
            return false;
        }
        stat = now;
        samplesEnded = now.state() == 'Z' ? samplesEnded + 1 : 0;
        cpu.read(ownCounts ? now.ownTicks() : 0, now.reapedTicks());
        return true;
    }

    /** Reads the bytes that the process and the children it waited for moved to and from block devices. */
    void readIo(ProcText text) {
        ioBytes(text).ifPresent(bytes -> io.read(0, bytes));
    }

    /** Takes the I/O so far as a base line. */
    void baseIo(ProcText text) {
        ioBytes(text).ifPresent(bytes -> io.base(0, bytes));
    }

    /**
     * {@return what the guardian took in from children, as far as it was not charged. Its counter mixes that with its own I/O,
     * so it is looked at only where a child went away since the last call}
     */
    long settleOrphanIo() {
        long bytes = io.settle();
        long taken = orphansGone ? bytes : 0;
        orphansGone = false;
        return taken;
    }

    private Optional<Long> ioBytes(ProcText text) {
        if (ioDenied) {
            return Optional.empty();
        }
        try {
            ioFile = read(ioFile, "io", text);
            return Optional.of(parseIo(text));
        } catch (AccessDeniedException e) {
            ioDenied = true;
        } catch (IOException e) {
            // The kernel refuses by EACCES at the read as well; a process that is gone fails in readStat too.
            ioDenied = String.valueOf(e.getMessage()).contains("denied");
        }
        return Optional.empty();
    }

    private static long parseIo(ProcText text) {
        long bytes = 0;
        while (!text.atEnd()) {
            switch (text.nextWord(':')) {
                case "read_bytes", "write_bytes" -> bytes += text.nextLong();
                case "cancelled_write_bytes" -> bytes -= text.nextLong();
                default -> {}
            }
            text.nextLine();
        }
        return bytes;
    }

    private Optional<FileChannel> read(Optional<FileChannel> open, String file, ProcText text) throws IOException {
        if (open.isPresent()) {
            text.readOnce(open.get());
            return open;
        }
        var opened = FileChannel.open(folder.resolve(file));
        if (keepOpen) {
            text.readOnce(opened);
            return Optional.of(opened);
        }
        try (opened) {
            text.readOnce(opened);
        }
        return open;
    }

    /** Takes the name again, which a process changes when it starts another program. */
    void rename(ProcText text) {
        try (var file = FileChannel.open(folder.resolve("stat"))) {
            text.readOnce(file);
            var now = ProcStat.parse(text);
            if (now.startTicks() == stat.startTicks()) {
                stat = now;
            }
        } catch (IOException gone) {
            // The next sample finds it gone.
        }
    }

    @Override
    public void close() {
        ProcText.close(statFile);
        ProcText.close(ioFile);
    }
}
