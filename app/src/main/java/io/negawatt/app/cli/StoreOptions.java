package io.negawatt.app.cli;

import io.negawatt.app.live.LiveException;
import io.negawatt.app.live.PostgresAddress;
import io.negawatt.app.live.PostgresStore;
import io.negawatt.app.live.StoreSettings;
import io.negawatt.app.store.Reasons;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options that say where samples are kept. The password of a database comes from a file or from {@code NEGAWATT_POSTGRES_PASSWORD}, never
 * from an option, which everybody on the machine could read.
 */
final class StoreOptions {
    private static final String PASSWORD = "NEGAWATT_POSTGRES_PASSWORD";

    @Option(names = "--store", paramLabel = "embedded|postgres")
    private @Nullable String store;

    @Option(names = "--postgres", paramLabel = "URL")
    private @Nullable String postgres;

    @Option(names = "--postgres-password-file", paramLabel = "FILE")
    private @Nullable Path passwordFile;

    private enum Kind {
        EMBEDDED,
        POSTGRES
    }

    /** {@return the database to use; empty for files of this machine} */
    Optional<PostgresAddress> database() {
        var kind = store == null
                ? postgres == null ? Kind.EMBEDDED : Kind.POSTGRES
                : Choice.of("--store", store, Kind.class);
        if ((kind == Kind.POSTGRES) != (postgres != null)) {
            throw BadInputException.of("cli.serve.store");
        }
        return Optional.ofNullable(postgres).map(PostgresAddress::of);
    }

    /** Opens the store in a database. */
    PostgresStore open(
            PostgresAddress address, StoreSettings settings, InstantSource clock, Map<String, String> environment)
            throws LiveException {
        var properties = new Properties();
        address.user().ifPresent(it -> properties.setProperty("user", it));
        password(environment).ifPresent(it -> properties.setProperty("password", it));
        return PostgresStore.open(address.url(), properties, settings, clock);
    }

    private Optional<String> password(Map<String, String> environment) {
        if (passwordFile == null) {
            return Optional.ofNullable(environment.get(PASSWORD)).filter(it -> !it.isEmpty());
        }
        try {
            return Optional.of(Files.readString(passwordFile).strip());
        } catch (IOException e) {
            throw new BadInputException(Message.of("cli.serve.password", passwordFile, Reasons.of(e)), e);
        }
    }
}
