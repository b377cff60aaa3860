package io.negawatt.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder that a command needs only while it runs; closing deletes it with all that is in it. */
record TemporaryFolder(Path path) implements AutoCloseable {

    /** {@return a new one whose name begins with that of the command} */
    static TemporaryFolder of(String command) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("negawatt-" + command + "-"));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
