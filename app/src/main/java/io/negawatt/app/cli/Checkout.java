package io.negawatt.app.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program was started from: its own documents and sources are what it trains on where no text is given. */
final class Checkout {
    private Checkout() {}

    /** {@return the checkout that this program was built in, else the current folder} */
    static Path root() {
        try {
            var code = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (var folder = code.toAbsolutePath(); folder != null; folder = folder.getParent()) {
                if (Files.isRegularFile(folder.resolve("negawatt")) && Files.isDirectory(folder.resolve("docs"))) {
                    return folder;
                }
            }
        } catch (URISyntaxException notAFile) {
            // Then there is no checkout either.
        }
        return Path.of("").toAbsolutePath();
    }
}
