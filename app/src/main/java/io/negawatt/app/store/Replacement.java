package io.negawatt.app.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Puts a whole file in the place of another: written beside it, forced, renamed, the folder forced. A crash at any point
 * leaves the old file or the new one.
 */
public final class Replacement {
    /** Names, as a glob, of what is not finished. */
    public static final String TEMPORARY = ".*.tmp";

    private Replacement() {}

    /** Replaces {@code target}; where that fails, the file there is as it was and no temporary file stays. */
    public static void of(Disk disk, Path target, byte[] content) throws IOException {
        var temporary = temporary(target);
        try {
            disk.delete(temporary);
            try (var file = disk.create(temporary)) {
                file.write(content, content.length, 0);
                file.force();
            }
            finish(disk, temporary, target);
        } catch (IOException e) {
            discard(disk, temporary, e);
            throw e;
        }
    }

    /** {@return the name under which this process prepares {@code target}} */
    static Path temporary(Path target) {
        return target.resolveSibling(".%s.%d.tmp"
                .formatted(target.getFileName(), ProcessHandle.current().pid()));
    }

    /** Renames a file that is written and forced, and forces the folder. */
    static void finish(Disk disk, Path temporary, Path target) throws IOException {
        disk.rename(temporary, target);
        disk.forceName(target);
    }

    private static void discard(Disk disk, Path temporary, IOException cause) {
        try {
            disk.delete(temporary);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
