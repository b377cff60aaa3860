package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.RecordScanner;
import io.negawatt.app.store.WireReader;
import io.negawatt.app.store.WireWriter;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every series and its number. A series is forced to the disk before the first batch that uses its number, and stands in the
 * file twice, so that one damaged record loses none.
 *
 * <p>Each start, and each failure of the disk, begins a new file with all series: what an old file holds may be in the memory
 * of the system alone, and to force it again would not tell.
 *
 * <p>Payload: u8 {@value #TYPE}, whole number, series. Thread-safe.
 */
final class SeriesTable implements AutoCloseable {
    static final int TYPE = 2;

    private static final int COPIES = 2;

    private final Disk disk;
    private final Files files;
    private final Map<Series, Integer> ids = new HashMap<>();
    private final List<Optional<Series>> series = new ArrayList<>();
    private final List<Path> old = new ArrayList<>();
    private Optional<RecordFile> file = Optional.empty();
    private Path path;
    private int durable;

    SeriesTable(Disk disk, Files files) {
        this.disk = disk;
        this.files = files;
        this.path = files.folder();
    }

    /** Reads a file of an earlier start; {@return the number of bytes of damage} */
    synchronized long read(Path earlier) throws IOException {
        old.add(earlier);
        try (var in = disk.open(earlier)) {
            var records = RecordFile.scan(in, type -> type == TYPE);
            while (records.next()) {
                read(records);
            }
            return records.unreadableBytes();
        }
    }

    private void read(RecordScanner records) {
        var in = new WireReader(records.bytes(), records.offset() + 1, records.length() - 1);
        try {
            put(in.index(), SeriesCodec.read(in));
        } catch (WireReader.Malformed | BadInputException e) {
            throw new IllegalStateException("a series that matches its checksum cannot be read", e);
        }
    }

    private void put(int id, Series one) {
        while (series.size() <= id) {
            series.add(Optional.empty());
        }
        series.set(id, Optional.of(one));
        ids.put(one, id);
    }

    /** {@return the numbers of some series, each of which is on the disk for good} */
    synchronized int[] idsOf(List<Series> wanted) throws IOException {
        var found = new int[wanted.size()];
        for (int i = 0; i < found.length; i++) {
            Integer id = ids.get(wanted.get(i));
            if (id == null) {
                id = series.size();
                put(id, wanted.get(i));
            }
            found[i] = id;
        }
        makeDurable();
        return found;
    }

    /** Writes the series that are new, or all of them to a new file where there is none that can be trusted. */
    synchronized void makeDurable() throws IOException {
        if (file.isPresent() && durable == series.size()) {
            return;
        }
        boolean fresh = file.isEmpty();
        try {
            var out = fresh ? begin() : file.get();
            for (int id = fresh ? 0 : durable; id < series.size(); id++) {
                append(out, id);
            }
            out.write();
            out.force();
            if (fresh) {
                disk.forceName(path);
            }
        } catch (IOException e) {
            retire();
            throw e;
        }
        durable = series.size();
        if (fresh) {
            files.discard(old);
            old.clear();
        }
    }

    private RecordFile begin() throws IOException {
        path = files.next(FileKind.SERIES);
        var out = RecordFile.create(disk, path);
        file = Optional.of(out);
        return out;
    }

    private void append(RecordFile out, int id) {
        var one = series.get(id);
        if (one.isPresent()) {
            var record = new WireWriter();
            record.reset(RecordScanner.HEADER);
            record.u8(TYPE);
            record.whole(id);
            SeriesCodec.write(record, one.get());
            RecordFile.seal(record.bytes(), record.length());
            for (int copy = 0; copy < COPIES; copy++) {
                out.append(record.bytes(), record.length());
            }
        }
    }

    private void retire() throws IOException {
        if (file.isPresent()) {
            old.add(path);
            var failed = file.get();
            file = Optional.empty();
            failed.close();
        }
    }

    synchronized Optional<Series> get(int id) {
        return id >= 0 && id < series.size() ? series.get(id) : Optional.empty();
    }

    synchronized int size() {
        return ids.size();
    }

    /** {@return the selected series with their numbers, by tenant, metric and labels} */
    synchronized List<Map.Entry<Series, Integer>> select(Selection selection) {
        return ids.entrySet().stream()
                .filter(it -> selection.matches(it.getKey()))
                .map(it -> Map.entry(it.getKey(), it.getValue()))
                .sorted(Map.Entry.comparingByKey(Series.ORDER))
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }
}
