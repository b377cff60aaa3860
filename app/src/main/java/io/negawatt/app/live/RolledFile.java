package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.WireWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes sums by steps of one length as a sorted file, and reads them. The content of a group is a raw with each {@link Rolled}. */
final class RolledFile implements AutoCloseable {
    static final int TYPE = 4;

    private static final int GROUP_STEPS = 2_048;
    private static final int GROUP_SERIES = 256;

    private final GroupWriter out;
    private final List<Integer> ids = new ArrayList<>();
    private final List<Rolled> waiting = new ArrayList<>();
    private int waitingSteps;
    private long steps;

    RolledFile(Disk disk, Path path) throws IOException {
        out = new GroupWriter(disk, path);
    }

    /** Adds the sums of a series; numbers of series rise. */
    void add(int id, Rolled rolled) throws IOException {
        if (rolled.size() > 0) {
            ids.add(id);
            waiting.add(rolled);
            waitingSteps += rolled.size();
            steps += rolled.size();
            if (waitingSteps >= GROUP_STEPS || ids.size() >= GROUP_SERIES) {
                group();
            }
        }
    }

    private void group() throws IOException {
        out.group(TYPE, ids.stream().mapToInt(Integer::intValue).toArray(), record -> {
            for (var rolled : waiting) {
                var one = new WireWriter();
                rolled.write(one);
                record.raw(one.toBytes());
            }
        });
        ids.clear();
        waiting.clear();
        waitingSteps = 0;
    }

    /** Ends the file; {@return what the manifest says of it} */
    StoredFile finish(FileKind kind, long number, long hour, long hours, long nowMs) throws IOException {
        if (!ids.isEmpty()) {
            group();
        }
        long index = out.finish();
        long fromMs = hour * StoredFile.HOUR_MS;
        long toMs = (hour + hours) * StoredFile.HOUR_MS;
        return new StoredFile(kind, number, number, hour, hours, fromMs, toMs - 1, 0, steps, out.size(), index, nowMs);
    }

    /** {@return the sums of a series; empty where there are none} */
    static Optional<Rolled> read(GroupFile file, int id) throws IOException {
        var found = file.group(id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var in = found.get().reader();
        for (int skipped = found.get().place(id); skipped > 0; skipped--) {
            in.skipRaw();
        }
        in.whole();
        return Optional.of(Rolled.read(in));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
