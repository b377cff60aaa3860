package io.negawatt.app.cli;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/**
 * What the launcher lets the JVM run once, to learn which classes a start needs (the AOT cache of JEP 514). Commands that only
 * look, and a server for a moment on loopback: nothing is metered or sent, and nothing is written but files that are deleted again.
 */
public final class Rehearsal {
    static final List<List<String>> LINES = List.of(
            List.of("--help"),
            List.of("meters"),
            List.of("catalog", "CN-East"),
            List.of("account", "example"),
            List.of("run", "--help"));

    private Rehearsal() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        for (var lang : Lang.values()) {
            LINES.forEach(line -> Cli.run(Commands.ALL, Session.silent(lang), line.toArray(String[]::new)));
        }
        estimate();
        serve();
        Main.main(new String[] {"--version"});
    }

    /** A server that is asked what a page asks first. */
    private static void serve() throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.of("rehearsal")) {
            new ServeCommand(Session.silent(Lang.EN)).rehearse(folder.path(), new Caller());
        }
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
