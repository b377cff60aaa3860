package io.negawatt.app.access;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of the server's own files, which only its owner may read. */
public final class ServerFolder {
    private static final String OWNER_ONLY = "rwx------";

    private ServerFolder() {}

    /** {@return {@code HOME/server}, made where it is not there; {@link BadInputException} where it cannot be} */
    public static Path of(Path home) {
        var folder = home.resolve("server");
        try {
            Files.createDirectories(folder);
            var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
            if (view != null) {
                view.setPermissions(PosixFilePermissions.fromString(OWNER_ONLY));
            }
            return folder;
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of("access.folder.unusable", folder, String.valueOf(e.getMessage())), e);
        }
    }
}
