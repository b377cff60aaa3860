package io.negawatt.app.cli;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * What the launcher lets the JVM run once, to learn which classes a start needs (the AOT cache of JEP 514). Commands that only
 * look: nothing is metered or sent, and nothing is written but a file that is deleted again.
 */
public final class Rehearsal {
    static final List<List<String>> LINES = List.of(
            List.of("--help"),
            List.of("meters"),
            List.of("catalog", "CN-East"),
            List.of("account", "example"),
            List.of("run", "--help"));

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        for (var lang : Lang.values()) {
            LINES.forEach(line -> Cli.run(Commands.ALL, Session.silent(lang), line.toArray(String[]::new)));
        }
        estimate();
        Main.main(new String[] {"--version"});
    }

    /** Rows of a file, since that is what estimates are asked for by the thousand. */
    private static void estimate() throws IOException {
        try (var folder = TemporaryFolder.of("rehearsal")) {
            var in = Files.writeString(
                    folder.path().resolve("in.csv"),
                    "model_id,gpu_model,max_num_seqs\nQwen/Qwen3-8B,H100,32\nQwen/Qwen3-8B,H100,64\n");
            var out = folder.path().resolve("out.csv").toString();
            Cli.run(Commands.ALL, Session.silent(Lang.EN), "estimate", "infer", "--rows", in.toString(), "--out", out);
        }
    }
}
