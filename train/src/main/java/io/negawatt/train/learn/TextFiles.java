package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Texts to learn from: files in UTF-8, each text once.
 *
 * @param files in the order given, those of a folder by name
 * @param notes what a person should know: files that were left out and why, places that are no UTF-8
 */
public record TextFiles(List<TextFile> files, List<Message> notes) {
    /** Fewer bytes of documents than this are learned by heart within minutes; then sources are read as well. */
    static final long ENOUGH_BYTES = 1_000_000;

    public TextFiles {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the texts of {@code paths}, files or folders}
     *
     * <p>A file that is named must be readable text; below a folder, what is not is left out with a note.
     *
     * @throws BadInputException where a path cannot be read, a named file is no text, or there is no text at all
     */
    public static TextFiles read(List<Path> paths) {
        var reader = new Reader();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                reader.addBelow(path, _ -> true);
            } else {
                reader.addNamed(path);
            }
        }
        if (reader.bytes == 0) {
            throw BadInputException.of(
                    "train.text.bad.empty",
                    String.join(", ", paths.stream().map(Path::toString).toList()));
        }
        return reader.texts();
    }

    /**
     * {@return the documents of the repository at {@code root}: README*, *.md and what lies in docs; with its Java sources
     * where the documents are less than a megabyte}
     *
     * @throws BadInputException where {@code root} cannot be read or holds neither
     */
    public static TextFiles ofRepository(Path root) {
        var reader = new Reader();
        reader.addBelow(root, TextFiles::isDocument);
        if (reader.bytes < ENOUGH_BYTES) {
            reader.addBelow(root, file -> file.toString().endsWith(".java"));
        }
        if (reader.bytes == 0) {
            throw BadInputException.of("train.text.bad.noDocuments", root);
        }
        return reader.texts();
    }

    private static boolean isDocument(Path relative) {
        String name = String.valueOf(relative.getFileName()).toLowerCase(Locale.ROOT);
        return name.startsWith("readme") || name.endsWith(".md") || relative.startsWith("docs");
    }

    private static final class Reader {
        private final List<TextFile> files = new ArrayList<>();
        private final List<Message> notes = new ArrayList<>();
        private final Map<String, String> nameByText = new HashMap<>();
        private long bytes;
        private int binaries;

        void addNamed(Path file) {
            switch (TextRead.of(file, file.toString())) {
                case TextRead.Text text -> add(file.toString(), text);
                case TextRead.Unread unread -> throw new BadInputException(unread.why());
            }
        }

        /** @param wanted tells by the path relative to {@code folder} whether to read a file */
        void addBelow(Path folder, Predicate<Path> wanted) {
            for (var file : list(folder)) {
                var relative = folder.relativize(file);
                if (wanted.test(relative)) {
                    addFound(file, relative.toString());
                }
            }
        }

        private void addFound(Path file, String name) {
            switch (TextRead.of(file, name)) {
                case TextRead.Text text -> add(name, text);
                case TextRead.Binary _ -> binaries++;
                case TextRead.Refused refused -> notes.add(Message.of("train.text.skipped", refused.why()));
            }
        }

        private static List<Path> list(Path folder) {
            try {
                return FileWalk.below(folder);
            } catch (IOException e) {
                throw new BadInputException(
                        Message.of("train.text.bad.noFile", folder, e.getClass().getSimpleName()), e);
            }
        }

        private void add(String name, TextRead.Text read) {
            if (read.text().isBlank()) {
                return;
            }
            String first = nameByText.putIfAbsent(read.text(), name);
            if (first != null) {
                notes.add(Message.of("train.text.same", name, first));
                return;
            }
            read.note().ifPresent(notes::add);
            files.add(new TextFile(name, read.text()));
            bytes += read.text().length();
            if (bytes > TextRead.MOST_BYTES) {
                throw new BadInputException(TextRead.tooLarge(name, bytes));
            }
        }

        TextFiles texts() {
            if (binaries > 0) {
                notes.add(Message.of("train.text.binary", binaries));
            }
            return new TextFiles(files, notes);
        }
    }
}
