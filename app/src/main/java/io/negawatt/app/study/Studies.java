package io.negawatt.app.study;

import io.negawatt.app.train.LanguagePlan;
import io.negawatt.app.train.TrainPlan;
import io.negawatt.train.learn.Device;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Transport;
import java.util.List;
import java.util.Optional;

/**
 * Plans of the study's arms, all on the same text and with the same standard recipe.
 *
 * <p>The learning rate warms up and then stays: a schedule that falls would have to know its end, and who comes to the target when is
 * what is to be found out.
 */
record Studies(StudySize size, StudyTexts texts) {
    static final int WORKERS = 2;
    private static final double RATE = 2e-3;
    private static final int HELD_OUT_ROWS = 64;
    private static final int LOOKS = 15;
    private static final int WARM_UP = 10;
    private static final double PATIENCE_S = 60;

    /** {@return the standard training with this seed} */
    LanguagePlan baseline(long seed) {
        return new LanguagePlan(
                List.of(texts.documents()),
                "",
                "bytes",
                size.layers(),
                size.width(),
                size.heads(),
                size.context(),
                HELD_OUT_ROWS,
                recipe(size.steps(), size.batchRows(), seed, Math.max(1, size.steps() / LOOKS), Ending.NONE),
                List.of(),
                Optional.empty());
    }

    /** {@return the training of a technique: until it comes to {@code loss}, with half as many steps again as the baseline} */
    LanguagePlan toLoss(LanguagePlan baseline, double loss, String technique) {
        var recipe = baseline.recipe();
        int steps = recipe.steps() * 3 / 2;
        return baseline.with(
                recipe(steps, recipe.batchRows(), recipe.seed(), recipe.evaluateEvery(), Ending.atLoss(loss)),
                List.of(technique));
    }

    /** {@return a recipe with the standard learning rate} */
    static Recipe recipe(int steps, int batchRows, long seed, int evaluateEvery, Ending ending) {
        var schedule = new Schedule(RATE, WARM_UP, Integer.MAX_VALUE, 1);
        return new Recipe(steps, batchRows, 1, schedule, 0.1, 1, seed, evaluateEvery, 0, ending);
    }

    /** {@return the plan for so many workers of one thread each} */
    static TrainPlan plan(TrainPlan.Job job, int workers) {
        return new TrainPlan(
                job,
                workers,
                1,
                Device.Choice.CPU,
                true,
                Transport.AUTO,
                0,
                PATIENCE_S,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** {@return the same, leaving a checkpoint} */
    static TrainPlan keeping(TrainPlan plan, String checkpoint) {
        return new TrainPlan(
                plan.job(),
                plan.workers(),
                plan.threads(),
                plan.device(),
                plan.overlap(),
                plan.transport(),
                plan.restarts(),
                plan.patienceS(),
                Optional.of(checkpoint),
                false,
                plan.result());
    }
}
