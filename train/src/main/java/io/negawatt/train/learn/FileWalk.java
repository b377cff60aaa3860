package io.negawatt.train.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The files below a folder, in the order of their names: the same on every machine. Hidden files, what builds put out and
 * symbolic links are passed over.
 */
final class FileWalk {
    private static final Set<String> BUILT =
            Set.of("build", "dist", "node_modules", "out", "target", "venv", "__pycache__");

    private FileWalk() {}

    /** {@return the files below {@code folder}, at any depth} */
    static List<Path> below(Path folder) throws IOException {
        var files = new ArrayList<Path>();
        addBelow(folder, files);
        return files;
    }

    private static void addBelow(Path folder, List<Path> files) throws IOException {
        List<Path> entries;
        try (var list = Files.list(folder)) {
            entries = list.sorted().toList();
        }
        for (var entry : entries) {
            String name = String.valueOf(entry.getFileName());
            if (name.startsWith(".")) {
                continue;
            }
            if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                files.add(entry);
            } else if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && !BUILT.contains(name)) {
                addBelow(entry, files);
            }
        }
    }
}
