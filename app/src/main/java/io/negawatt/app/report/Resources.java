package io.negawatt.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Files that the report carries inside itself: style sheet, script, palette, font. */
public final class Resources {
    private Resources() {}

    static InputStream open(String file) {
        var in = Resources.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("the program lacks its file " + file);
        }
        return in;
    }

    public static String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    static String base64(String file) {
        return Base64.getEncoder().encodeToString(bytes(file));
    }

    private static byte[] bytes(String file) {
        try (var in = open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
