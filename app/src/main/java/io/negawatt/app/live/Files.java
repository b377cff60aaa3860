package io.negawatt.app.live;

import io.negawatt.app.store.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The files of a store's folder: {@code KIND-NUMBER}, where a number is given once. Of two files that tell of the same, the one
 * with the greater number is newer.
 *
 * <p>Thread-safe.
 */
final class Files {
    private final Disk disk;
    private final Path folder;
    private final List<Path> undeleted = new ArrayList<>();
    private long last;
    private Optional<IOException> trouble = Optional.empty();

    Files(Disk disk, Path folder) throws IOException {
        this.disk = disk;
        this.folder = folder;
        for (var file : disk.list(folder)) {
            number(file).ifPresent(it -> last = Math.max(last, it));
        }
    }

    Path folder() {
        return folder;
    }

    /** {@return a path that no file ever had} */
    synchronized Path next(FileKind kind) {
        return path(kind, ++last);
    }

    /** Sees to it that no number up to {@code number} is given again. */
    synchronized void atLeast(long number) {
        last = Math.max(last, number);
    }

    synchronized long last() {
        return last;
    }

    Path path(FileKind kind, long number) {
        return folder.resolve("%s%08d".formatted(kind.prefix(), number));
    }

    /** {@return the number of a file of a store; empty for any other file} */
    static OptionalLong number(Path file) {
        String name = file.getFileName().toString();
        for (var kind : FileKind.values()) {
            String digits = name.startsWith(kind.prefix())
                    ? name.substring(kind.prefix().length())
                    : "";
            if (digits.matches("\\d{8,18}")) {
                return OptionalLong.of(Long.parseLong(digits));
            }
        }
        return OptionalLong.empty();
    }

    /** {@return the files of a kind that are there, oldest first} */
    List<Path> of(FileKind kind) throws IOException {
        return disk.list(folder).stream()
                .filter(it -> it.getFileName().toString().startsWith(kind.prefix()))
                .filter(it -> number(it).isPresent())
                .sorted(Comparator.comparingLong(it -> number(it).orElse(0)))
                .toList();
    }

    /** Deletes files that nobody needs; where that fails, it is tried again with the next. */
    synchronized void discard(Collection<Path> files) {
        undeleted.addAll(files);
        trouble = Optional.empty();
        for (var file : List.copyOf(undeleted)) {
            try {
                disk.delete(file);
                undeleted.remove(file);
            } catch (IOException e) {
                trouble = Optional.of(e);
            }
        }
    }

    /** {@return why files that nobody needs could not be deleted} */
    synchronized Optional<IOException> trouble() {
        return trouble;
    }
}
