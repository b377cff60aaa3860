package io.negawatt.app.access;

import io.negawatt.app.store.Disk;
import io.negawatt.app.store.Replacement;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code tokens.json}: read once, and replaced as a whole by each change. */
record TokenFile(Disk disk, Path path) {
    private static final String SCHEMA = "negawatt.tokens/1";

    /** What the file holds. */
    record Content(String schema, List<Entry> tokens) {}

    /**
     * A token and what proves it.
     *
     * @param former the secret before the last rotation, while it still holds
     */
    record Entry(Token token, SecretHash secret, Optional<Former> former) {}

    /** A secret that was replaced, and until when it still holds. */
    record Former(SecretHash secret, Instant until) {}

    /** {@return the entries; none where there is no file yet} */
    List<Entry> read() {
        try {
            var content = JsonMapper.shared().readValue(Files.readAllBytes(path), Content.class);
            if (!SCHEMA.equals(content.schema())) {
                throw BadInputException.of("access.tokens.schema", path, content.schema(), SCHEMA);
            }
            return List.copyOf(content.tokens());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JacksonException e) {
            throw new BadInputException(Message.of("access.tokens.damaged", path, e.getOriginalMessage()), e);
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("access.tokens.unreadable", path, String.valueOf(e.getMessage())), e);
        }
    }

    void write(List<Entry> entries) throws IOException {
        byte[] content =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(SCHEMA, entries));
        Replacement.of(disk, path, content);
    }
}
