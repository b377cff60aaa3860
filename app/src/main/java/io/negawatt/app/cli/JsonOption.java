package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** The option that writes a result for machines, to a file or, for {@code -}, to standard output. */
final class JsonOption {
    private static final String STANDARD_OUTPUT = "-";

    @Option(names = "--json", paramLabel = "FILE|-")
    @Nullable
    String target;

    boolean isGiven() {
        return target != null;
    }

    /** {@return whether standard output belongs to the JSON, so that nothing else may be printed there} */
    boolean toStandardOutput() {
        return STANDARD_OUTPUT.equals(target);
    }

    /** Checks, ahead of long work, that the option names a file in a folder that is there. */
    void check() {
        if (target == null || toStandardOutput()) {
            return;
        }
        var file = Path.of(target).toAbsolutePath();
        if (Files.isDirectory(file)) {
            throw BadInputException.of("cli.error.json.folder", target);
        }
        if (file.getParent() != null && !Files.isDirectory(file.getParent())) {
            throw BadInputException.of("cli.error.json.noFolder", target, file.getParent());
        }
    }

    /** Writes maps and lists as a JSON document, as {@link #write} does. */
    void writeTree(Session session, Object tree) {
        if (isGiven()) {
            write(session, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
        }
    }

    /** Writes {@code document} where the option says; does nothing where it is not given. */
    void write(Session session, byte[] document) {
        if (target == null) {
            return;
        }
        if (toStandardOutput()) {
            PrintStream out = session.out();
            out.writeBytes(document);
            return;
        }
        try {
            Files.write(Path.of(target), document);
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("cli.error.json", target, e.getClass().getSimpleName()), e);
        }
    }
}
