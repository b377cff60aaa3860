package io.negawatt.app.cli;

import io.negawatt.app.run.RunSession;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** Options of every command that opens a run: where it takes place, where it is kept, and its account for machines. */
final class RunOptions {
    private static final Duration PERIOD = Duration.ofMillis(100);

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
                name,
                PERIOD,
                site.site(session.environment()),
                session.environment(),
                Map.of(),
                Version.text());
        return new MeteredRun(session, home.ledger(session), false, json).run(request);
    }
}
