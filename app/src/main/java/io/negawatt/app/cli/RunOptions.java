package io.negawatt.app.cli;

import io.negawatt.app.run.RunSession;
import io.negawatt.app.train.Training;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Options of every command that opens a run: where it takes place, where it is kept, and its account for machines. */
final class RunOptions {
    private static final Duration PERIOD = Duration.ofMillis(100);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec opened = CommandSpec.create();

    @Mixin
    SiteOptions site = new SiteOptions();

    @Mixin
    HomeOption home = new HomeOption();

    @Mixin
    JsonOption json = new JsonOption();

    /** {@return the exit code of a command of our own, metered under a name} */
    int meter(Session session, List<String> command, String name) throws IOException, InterruptedException {
        var request = new RunSession.Request(
                command,
                typed(),
                name,
                PERIOD,
                site.site(session.environment()),
                environment(session),
                Map.of(),
                Version.text());
        return new MeteredRun(session, home.ledger(session), false, json).run(request);
    }

    private static Map<String, String> environment(Session session) {
        var variables = new HashMap<>(session.environment());
        if (Screens.errorTerminal(session).redraws()) {
            variables.put(Training.DRAWN_BELOW_VARIABLE, "1");
        }
        return variables;
    }

    private List<String> typed() {
        var words = opened.root().commandLine().getParseResult().originalArgs();
        return Stream.concat(Stream.of("negawatt"), words.stream()).toList();
    }
}
