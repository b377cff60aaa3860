package io.negawatt.app.cli;

import io.negawatt.core.text.Lang;
import java.util.List;

/**
 * What the launcher lets the JVM run once, to learn which classes a start needs (the AOT cache of JEP 514). Commands that only
 * look: nothing is metered, written or sent.
 */
public final class Rehearsal {
    static final List<List<String>> LINES = List.of(
            List.of("--help"),
            List.of("meters"),
            List.of("catalog", "CN-East"),
            List.of("account", "example"),
            List.of("estimate", "infer", "--model", "Qwen/Qwen3-8B", "--gpu", "H100"),
            List.of("run", "--help"));

    private Rehearsal() {}

    public static void main(String[] args) {
        for (var lang : Lang.values()) {
            LINES.forEach(line -> Cli.run(Commands.ALL, Session.silent(lang), line.toArray(String[]::new)));
        }
        Main.main(new String[] {"--version"});
    }
}
