package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that holds a token and nothing else. It is read for each request, so that a token can be replaced while the program runs; what
 * it holds goes into the header of the request and nowhere else.
 */
public record BearerFile(Path path) {
    private static final String TOKEN = "[\\x21-\\x7e]{1,4096}";

    /** {@return the value of the header {@code Authorization}; empty where the file cannot be read or holds no token} */
    public Optional<String> authorization() {
        try {
            return Optional.of(Files.readString(path).strip())
                    .filter(it -> it.matches(TOKEN))
                    .map(it -> "Bearer " + it);
        } catch (IOException e) {
            // The same as a file without a token: whoever asks names the file, and why it is of no use is on the disk.
            return Optional.empty();
        }
    }
}
