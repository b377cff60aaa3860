package io.negawatt.app.train;

import io.negawatt.train.learn.Device;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Transport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The training of the first five minutes: two workers learn the program's own documents until the time is up. */
public final class QuickstartPlan {
    private static final int WORKERS = 2;
    private static final int STEPS = 100_000;
    private static final int WARM_UP = 20;
    private static final double PATIENCE_S = 60;

    private QuickstartPlan() {}

    /**
     * {@return the plan}
     *
     * @param root checkout whose documents are learned
     * @param seconds length, in s
     * @param folder takes the checkpoint
     */
    public static TrainPlan of(Path root, double seconds, Path folder) {
        var recipe = new Recipe(
                STEPS, 16, 1, new Schedule(2e-3, WARM_UP, STEPS, 0.1), 0.1, 1, 1, 25, 0, Ending.after(seconds));
        var job = new LanguagePlan(
                List.of(), root.toString(), "bytes", 4, 128, 4, 64, 64, recipe, List.of(), Optional.empty());
        return new TrainPlan(
                job,
                WORKERS,
                1,
                Device.Choice.CPU,
                true,
                Transport.AUTO,
                0,
                PATIENCE_S,
                Optional.of(folder.resolve("quickstart.ckpt").toString()),
                false,
                Optional.empty());
    }
}
