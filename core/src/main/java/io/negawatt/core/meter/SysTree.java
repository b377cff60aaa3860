package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Small texts and folders of a pseudo file system, as they are needed once, while meters are looked for. What cannot be read
 * is as good as absent here; a file that a meter counts on is opened by {@link SysCounter}, which says why it fails.
 */
final class SysTree {
    private SysTree() {}

    /** {@return the text of the file without the white space around it; empty where it cannot be read or says nothing} */
    static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /** {@return the whole number in the file; empty where there is none} */
    static Optional<Long> number(Path file) {
        return text(file).filter(text -> text.matches("-?\\d{1,18}")).map(Long::parseLong);
    }

    /** {@return what the folder holds under names that {@code wanted} accepts, sorted by name; nothing where it is absent} */
    static List<Path> children(Path folder, Predicate<String> wanted) {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> wanted.test(name(entry))).sorted().toList();
        } catch (IOException absent) {
            return List.of();
        }
    }

    /** {@return the last part of the path} */
    static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }

    /** {@return the value of the first line {@code key : value} of a file such as {@code /proc/cpuinfo}} */
    static Optional<String> field(Path file, String key) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
