package io.negawatt.plan.signal;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of sources: {@code NEGAWATT_KEY_<NAME>} in the environment, else the file of the source's name in a folder. A key is
 * never printed and never part of a message, an address that is shown, or a file of the cache.
 *
 * @param environment variables of the process
 * @param folder where the files are
 */
public record Keys(Map<String, String> environment, Path folder) {
    public Keys {
        environment = Map.copyOf(environment);
    }

    /** {@return the variable that holds the key of a source} */
    public static String variable(String source) {
        return "NEGAWATT_KEY_" + source.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** {@return the key of a source; empty where there is none} */
    Optional<String> of(String source) {
        String given = environment.getOrDefault(variable(source), "").strip();
        if (!given.isEmpty()) {
            return Optional.of(given);
        }
        var file = folder.resolve(source);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip()).filter(key -> !key.isEmpty());
        } catch (IOException e) {
            throw new BadInputException(Message.of("signal.bad.keyFile", file), e);
        }
    }

    /** Says where keys come from, and no key. */
    @Override
    public String toString() {
        return "keys of the environment and of " + folder;
    }
}
