package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.WireReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a folder is found to hold when it is opened, after a crash or not. */
record Opening(Files files, SeriesTable table, CommitLog log, Manifest manifest, AtomicLong damagedBytes) {

    static Opening of(Disk disk, Path folder, InstantSource clock) throws IOException {
        var files = new Files(disk, folder);
        var manifest = manifest(disk, folder, files);
        var damaged = new AtomicLong();
        var table = new SeriesTable(disk, files);
        for (var path : files.of(FileKind.SERIES)) {
            damaged.addAndGet(table.read(path));
        }
        var log =
                new CommitLog(disk, files, clock, manifest.identities().copy(), sorted(disk, files, manifest, damaged));
        // What is deleted now may be what an older manifest names, so that this one must stay whatever happens.
        disk.forceName(Manifest.path(folder));
        files.discard(leftovers(disk, folder, files, manifest));
        var logs = new ArrayList<Path>();
        for (var path : files.of(FileKind.WAL)) {
            damaged.addAndGet(replay(disk, path, table, log));
            logs.add(path);
        }
        log.begin(logs, table);
        return new Opening(files, table, log, manifest, damaged);
    }

    /** A new store begins with an empty manifest, so that a missing one is never taken for an empty store. */
    private static Manifest manifest(Disk disk, Path folder, Files files) throws IOException {
        var there = Manifest.read(disk, folder);
        if (there.isPresent()) {
            files.atLeast(there.get().logFloor());
            return there.get();
        }
        if (files.last() > 0) {
            throw new LiveException(Message.of("live.store.damaged", Manifest.path(folder)), Optional.empty());
        }
        Manifest.EMPTY.write(disk, folder);
        return Manifest.EMPTY;
    }

    private static Sorted sorted(Disk disk, Files files, Manifest manifest, AtomicLong damaged) throws IOException {
        var sorted = new ArrayList<GroupFile>();
        var gaps = new ArrayList<SeriesGap>();
        for (var about : manifest.files()) {
            files.atLeast(about.number());
            var path = files.path(about.kind(), about.number());
            sorted.add(new GroupFile(disk, path, about, damaged::addAndGet));
            if (about.kind() == FileKind.GAPS) {
                damaged.addAndGet(GapFile.read(disk, path, gaps));
            }
        }
        return Sorted.of(sorted, List.copyOf(gaps), manifest.rawHour());
    }

    /** Files that a crash left behind: those of a step that was not done, and those of one that was done but for tidying up. */
    private static List<Path> leftovers(Disk disk, Path folder, Files files, Manifest manifest) throws IOException {
        var named = new HashSet<Path>();
        manifest.files().forEach(it -> named.add(files.path(it.kind(), it.number())));
        return disk.list(folder).stream()
                .filter(it -> !named.contains(it))
                .filter(it -> isLeftover(it, manifest))
                .toList();
    }

    private static boolean isLeftover(Path file, Manifest manifest) {
        String name = file.getFileName().toString();
        if (name.startsWith(".manifest") && name.endsWith(".tmp")) {
            return true;
        }
        var number = Files.number(file);
        if (number.isEmpty() || name.startsWith(FileKind.SERIES.prefix())) {
            return false;
        }
        return !name.startsWith(FileKind.WAL.prefix()) || number.getAsLong() < manifest.logFloor();
    }

    private static long replay(Disk disk, Path path, SeriesTable table, CommitLog log) throws IOException {
        try (var file = disk.open(path)) {
            long unread = 0;
            var records = RecordFile.scan(file, type -> type == BatchRecord.TYPE);
            while (records.next()) {
                try {
                    log.replay(BatchRecord.read(records.bytes(), records.offset(), records.length(), table));
                } catch (WireReader.Malformed | BadInputException e) {
                    unread += records.length();
                }
            }
            return unread + records.unreadableBytes();
        }
    }
}
