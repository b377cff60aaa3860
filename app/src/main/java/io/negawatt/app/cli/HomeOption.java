package io.negawatt.app.cli;

import io.negawatt.app.store.Ledger;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says where the ledger is. */
final class HomeOption {
    @Option(names = "--home", paramLabel = "DIR")
    @Nullable
    Path home;

    /** {@return the ledger; nothing is read or made yet} */
    Ledger ledger(Session session) {
        return Ledger.of(folder(session));
    }

    /** {@return the folder of everything that the program keeps} */
    Path folder(Session session) {
        var userHome = Path.of(session.environment().getOrDefault("HOME", System.getProperty("user.home")));
        return Ledger.home(Optional.ofNullable(home), session.environment(), userHome);
    }
}
