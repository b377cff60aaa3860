package io.negawatt.app.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of expected output. {@code mvn test -Dnegawatt.golden.update=true} writes them anew; look at the difference then. */
public final class Golden {
    static final String FLAG = "negawatt.golden.update";

    private Golden() {}

    /** Compares with the file, or writes it under the flag. */
    public static void check(Path file, String actual) {
        check(file, actual, Boolean.getBoolean(FLAG));
    }

    static void check(Path file, String actual, boolean update) {
        try {
            if (update) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
                return;
            }
            String expected = Files.exists(file) ? Files.readString(file) : "";
            if (!expected.equals(actual)) {
                throw new AssertionError(difference(file, expected, actual));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(Path file, String expected, String actual) {
        var before = expected.lines().toList();
        var after = actual.lines().toList();
        int line = 0;
        while (line < Math.min(before.size(), after.size()) && before.get(line).equals(after.get(line))) {
            line++;
        }
        return "%s differs from line %d on%n  expected: %s%n  actual:   %s%nIf the change is meant, run with -D%s=true."
                .formatted(file, line + 1, at(before, line), at(after, line), FLAG);
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(end of file)";
    }
}
