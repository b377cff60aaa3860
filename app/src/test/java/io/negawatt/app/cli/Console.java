package io.negawatt.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.negawatt.core.text.Lang;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The program inside the test's own process, with everything that surrounds it given: for faults that need no kill. */
final class Console {
    private final Map<String, String> environment = new HashMap<>(System.getenv());
    private InstantSource wall = InstantSource.system();

    /**
     * What a command came to.
     *
     * @param exitCode its exit code
     * @param out what it printed as its result
     * @param err all else that it said
     */
    record Result(int exitCode, String out, String err) {}

    /** @param home folder of the ledger */
    Console(Path home) {
        this(home.toString());
    }

    /** @param home value of the variable that names the folder of the ledger */
    Console(String home) {
        environment.put("NEGAWATT_HOME", home);
    }

    Console with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Console at(InstantSource clock) {
        wall = clock;
        return this;
    }

    Result negawatt(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var session = new Session(
                Lang.EN,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                Session.Terminals.NONE,
                environment,
                wall);
        int exitCode = Cli.run(Commands.ALL, session, args);
        return new Result(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }
}
