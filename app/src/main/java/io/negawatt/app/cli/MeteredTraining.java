package io.negawatt.app.cli;

import io.negawatt.app.train.TrainPlan;
import io.negawatt.app.train.Training;
import io.negawatt.app.train.Worker;
import io.negawatt.train.parallel.Place;
import java.io.IOException;

/**
 * A training as a person starts it: metered as a run of its own, unless it is metered already or shall not be. A process that
 * torchrun or Slurm started is one worker of theirs.
 */
final class MeteredTraining {
    private final Session session;
    private final TrainOptions options;

    MeteredTraining(Session session, TrainOptions options) {
        this.session = session;
        this.options = options;
    }

    /** {@return the exit code} */
    int run(String name, TrainPlan.Job job) throws IOException, InterruptedException {
        options.run.json.check();
        var plan = options.plan(job);
        job.check(plan.workers());
        var place = Place.of(session.environment());
        if (place.isPresent()) {
            return Worker.runHere(plan, place.get(), session.environment(), session.lang(), session.err());
        }
        try (var folder = TemporaryFolder.of("train")) {
            var file = folder.path().resolve("plan.json");
            plan.write(file);
            return options.meters(session)
                    ? options.run.meter(session, Training.command(file, session.lang()), name)
                    : Training.launch(file, session.lang(), session.err()::println);
        }
    }
}
