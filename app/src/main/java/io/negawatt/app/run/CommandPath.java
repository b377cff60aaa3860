package io.negawatt.app.run;

import static io.negawatt.app.run.CannotStartException.NOT_EXECUTABLE;
import static io.negawatt.app.run.CannotStartException.NOT_FOUND;

import io.negawatt.core.text.Message;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** Where a command is, found as a shell finds it, so that a mistake gets an answer before anything is metered. */
record CommandPath(List<Path> folders) {
    private static final int MOST_NAMES = 3;

    /** {@return the folders of the variable PATH} */
    static CommandPath of(String path) {
        return new CommandPath(path.lines()
                .flatMap(line -> List.of(line.split(File.pathSeparator)).stream())
                .map(folder -> Path.of(folder.isEmpty() ? "." : folder))
                .toList());
    }

    /** Checks that {@code command} can be started. */
    void check(String command) throws CannotStartException {
        if (command.contains("/")) {
            checkFile(Path.of(command), command);
            return;
        }
        var files = folders.stream()
                .map(folder -> folder.resolve(command))
                .filter(Files::isRegularFile)
                .toList();
        if (command.isEmpty() || files.isEmpty()) {
            throw notFound(command);
        }
        if (files.stream().noneMatch(Files::isExecutable)) {
            throw notExecutable(files.getFirst());
        }
    }

    private static void checkFile(Path file, String command) throws CannotStartException {
        if (!Files.exists(file)) {
            throw new CannotStartException(NOT_FOUND, Message.of("error.run.no-file", command));
        }
        if (Files.isDirectory(file)) {
            throw new CannotStartException(NOT_EXECUTABLE, Message.of("error.run.folder", command));
        }
        if (!Files.isExecutable(file)) {
            throw notExecutable(file);
        }
    }

    private static CannotStartException notExecutable(Path file) {
        return new CannotStartException(NOT_EXECUTABLE, Message.of("error.run.not-executable", file));
    }

    private CannotStartException notFound(String command) {
        var near = near(command);
        return new CannotStartException(
                NOT_FOUND,
                near.isEmpty()
                        ? Message.of("error.run.not-found", command, folders.size())
                        : Message.of("error.run.not-found-near", command, folders.size(), String.join(", ", near)));
    }

    private List<String> near(String command) {
        int most = Math.max(1, command.length() / 3);
        var names = new TreeSet<>(Comparator.<String>comparingInt(name -> distance(command, name))
                .thenComparing(Comparator.naturalOrder()));
        for (var folder : folders) {
            try (var files = Files.newDirectoryStream(folder)) {
                for (var file : files) {
                    String name = String.valueOf(file.getFileName());
                    if (distance(command, name) <= most && Files.isExecutable(file)) {
                        names.add(name);
                    }
                }
            } catch (IOException | DirectoryIteratorException absent) {
                // PATH often names folders that are not there.
            }
        }
        return new ArrayList<>(names).subList(0, Math.min(MOST_NAMES, names.size()));
    }

    /** {@return edits from one name to the other, where swapping two neighbors is one; large where the lengths tell enough} */
    static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > a.length() / 3 + 1) {
            return Integer.MAX_VALUE;
        }
        var rows = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : cell(rows, a, b, i, j);
            }
        }
        return rows[a.length()][b.length()];
    }

    private static int cell(int[][] rows, String a, String b, int i, int j) {
        int change = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(change, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
    }
}
