package io.negawatt.app.cli;

import io.negawatt.app.run.RunSession;
import io.negawatt.app.train.TrainPlan;
import io.negawatt.app.train.Training;
import io.negawatt.app.train.Worker;
import io.negawatt.train.parallel.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A training as a person starts it: metered as a run of its own, unless it is metered already or shall not be. A process that
 * torchrun or Slurm started is one worker of theirs.
 */
final class MeteredTraining {
    private static final Duration PERIOD = Duration.ofMillis(100);

    private final Session session;
    private final HomeOption home;
    private final JsonOption json;
    private final SiteOptions site;
    private final TrainOptions options;

    MeteredTraining(Session session, HomeOption home, JsonOption json, SiteOptions site, TrainOptions options) {
        this.session = session;
        this.home = home;
        this.json = json;
        this.site = site;
        this.options = options;
    }

    /** {@return the exit code} */
    int run(String name, TrainPlan.Job job) throws IOException, InterruptedException {
        json.check();
        var plan = options.plan(job);
        job.check(plan.workers());
        var place = Place.of(session.environment());
        if (place.isPresent()) {
            return Worker.runHere(plan, place.get(), session.environment(), session.lang(), session.err());
        }
        var folder = Files.createTempDirectory("negawatt-train-");
        try {
            var file = folder.resolve("plan.json");
            plan.write(file);
            return options.meters(session)
                    ? metered(name, file)
                    : Training.launch(file, session.lang(), session.err()::println);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private int metered(String name, Path plan) throws IOException, InterruptedException {
        var request = new RunSession.Request(
                Training.command(plan, session.lang()),
                name,
                PERIOD,
                site.site(session.environment()),
                session.environment(),
                Map.of(),
                Version.text());
        return new MeteredRun(session, home.ledger(session), false, json).run(request);
    }
}
