package io.negawatt.core.meter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A folder in place of {@code /}, built from a text: a line {@code path = content} a file, paths relative to the root. */
final class FixtureTree {
    private final Path root;

    FixtureTree(Path root, String text) {
        this.root = root;
        add(text);
    }

    FixtureTree add(String text) {
        text.lines().filter(line -> !line.isBlank()).forEach(line -> {
            String[] parts = line.split("=", 2);
            write(parts[0].strip(), parts[1].strip() + "\n");
        });
        return this;
    }

    /** Writes into the same file, as the kernel does, so that open files see it. */
    FixtureTree write(String path, String content) {
        try {
            var file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path path(String path) {
        return root.resolve(path);
    }

    Host host() {
        return host(Map.of());
    }

    Host host(Map<String, String> settings) {
        return new Host(root, settings);
    }
}
