package io.negawatt.app.train;

import io.negawatt.train.learn.Batch;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.learn.Gpt;
import io.negawatt.train.learn.Tally;
import io.negawatt.train.learn.Task;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/** Scores held-out text with a finished model, as a service would score what people send. */
final class Scoring {
    private static final double SECONDS_PER_NANO = 1e-9;

    private Scoring() {}

    /** {@return how good the model was and how many tokens it scored; whole rounds over the held-out rows} */
    static Outcome run(ScorePlan plan, PhaseListener phases) {
        var job = LanguageJob.of(plan.model());
        var model = job.learner().serving();
        phases.begin(Phase.EVALUATION, System.nanoTime());
        long from = System.nanoTime();
        var roundS = new ArrayList<Double>();
        var tally = Tally.NONE;
        long tokens = 0;
        double elapsedS = 0;
        while (elapsedS < plan.seconds()) {
            var round = round(model, job.task());
            tally = tally.plus(round);
            tokens += (long) round.targets();
            phases.count("tokens", (long) round.targets());
            double nowS = (System.nanoTime() - from) * SECONDS_PER_NANO;
            roundS.add(nowS - elapsedS);
            elapsedS = nowS;
        }
        var evaluation = new Evaluation(0, tokens, tally.loss(), tally.accuracy(), elapsedS);
        var parameters = model.parameters();
        return new Outcome(
                0, 0, tokens, List.of(evaluation), parameters.count(), parameters.sha256(), elapsedS, roundS);
    }

    private static Tally round(Gpt model, Task task) {
        var tally = Tally.NONE;
        try (var _ = new NoGradGuard();
                var batches = task.heldOut(0, 1)) {
            for (Batch batch : (Iterable<Batch>) batches::iterator) {
                try (var _ = new PointerScope()) {
                    tally = tally.plus(task.tally(model, batch));
                }
            }
        }
        return tally;
    }
}
