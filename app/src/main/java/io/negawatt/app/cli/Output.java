package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that an option names and that a command writes at its end.
 *
 * @param option as people type it, such as {@code --report}
 * @param file what they gave; nothing is checked or written where they did not
 */
record Output(String option, @Nullable Path file) {

    /** Checks, ahead of long work, that the file is to stand in a folder that is there. */
    void check() {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw BadInputException.of("cli.error.output.folder", option, file);
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw BadInputException.of("cli.error.output.noFolder", option, file, folder);
        }
    }

    /** Writes the text, which is only made where it is wanted, and says where. */
    void write(Session session, Supplier<String> text) {
        if (file == null) {
            return;
        }
        try {
            Files.writeString(file, text.get());
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("cli.error.output", option, file, e.getClass().getSimpleName()), e);
        }
        session.err().println(session.text("cli.output.written", file));
    }
}
