package io.negawatt.app.cli;

import io.negawatt.app.store.Credit;
import io.negawatt.app.store.CreditJson;
import io.negawatt.app.store.Credits;
import io.negawatt.app.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that puts a saving on the credit side of the ledger or, with a file, writes it there instead. */
final class CreditOption {
    private static final String LEDGER = "";

    @Option(names = "--credit", arity = "0..1", paramLabel = "FILE", fallbackValue = LEDGER)
    @Nullable
    private String target;

    /** Checks, ahead of long work, that a file is to stand in a folder that is there. */
    void check() {
        if (target != null && !target.equals(LEDGER)) {
            file(target).check();
        }
    }

    private static Output file(String name) {
        return new Output("--credit", Path.of(name));
    }

    /** Writes the credit where it is wanted, and says where. */
    void write(Session session, HomeOption home, Supplier<Credit> credit) throws StoreException {
        if (target == null) {
            return;
        }
        if (target.equals(LEDGER)) {
            var one = credit.get();
            var file = Credits.of(home.folder(session)).add(one);
            session.err().println(session.text("cli.credit." + one.state().id(), file));
        } else {
            file(target).write(session, () -> new String(CreditJson.write(credit.get()), StandardCharsets.UTF_8));
        }
    }
}
