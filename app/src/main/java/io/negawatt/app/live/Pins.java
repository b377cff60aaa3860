package io.negawatt.app.live;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** Keeps files that no longer count until nobody reads them. Not thread-safe. */
final class Pins {
    private final Files files;
    private final TreeMap<Long, Integer> readers = new TreeMap<>();
    private final TreeMap<Long, List<Path>> doomed = new TreeMap<>();
    private long generation;

    Pins(Files files) {
        this.files = files;
    }

    /** Keeps all files that count now; {@return what to let go of them with} */
    long pin() {
        readers.merge(generation, 1, Integer::sum);
        return generation;
    }

    void unpin(long pin) {
        readers.merge(pin, -1, Integer::sum);
        readers.remove(pin, 0);
        discard();
    }

    /** Deletes files that count no longer, once those who read them are done. */
    void doom(List<Path> gone) {
        doomed.put(generation++, gone);
        discard();
    }

    private void discard() {
        long oldest = readers.isEmpty() ? Long.MAX_VALUE : readers.firstKey();
        var free = doomed.headMap(oldest);
        free.values().forEach(files::discard);
        free.clear();
    }
}
