package io.negawatt.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that the tests run in. */
final class House {
    private House() {}

    /** {@return the folder that holds the launcher and the modules, also where a test runs inside one module} */
    static Path root() {
        var start = Path.of(System.getProperty("negawatt.root", "")).toAbsolutePath();
        return Stream.iterate(start, folder -> folder != null, Path::getParent)
                .filter(folder -> Files.isRegularFile(folder.resolve("negawatt")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no folder above %s holds the launcher".formatted(start)));
    }

    /** {@return every Java file of the modules and of bench/, sorted} */
    static List<JavaFile> javaFiles() {
        try (var top = Files.list(root())) {
            return top.filter(folder -> Files.isDirectory(folder.resolve("src")) || folder.endsWith("bench"))
                    .flatMap(House::javaFilesBelow)
                    .sorted()
                    .map(path -> new JavaFile(root().relativize(path), read(path)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFilesBelow(Path folder) {
        try (var paths = Files.walk(folder)) {
            return paths
                    .filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.startsWith(folder.resolve("target")))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(String file) {
        return read(root().resolve(file));
    }

    static void write(Path path, String text) {
        try {
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
