package io.negawatt.app.cli;

import io.negawatt.app.run.Child;
import io.negawatt.app.train.TrainPlan;
import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Device;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import io.negawatt.train.parallel.Transport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that every training has: how long, how fast, by whom, and what is kept. */
final class TrainOptions {
    private static final double MOST_GRADIENT_NORM = 1;
    private static final double FLOOR = 0.1;
    private static final int WARM_UP_PART = 20;
    private static final double MOST_WORKERS = 256;
    private static final double MOST = 1e9;

    @Option(names = "--workers", paramLabel = "N")
    String workers = "1";

    @Option(names = "--threads", paramLabel = "N")
    @Nullable
    String threads;

    @Option(names = "--device", paramLabel = "auto|cpu|cuda")
    String device = "auto";

    @Option(names = "--steps", paramLabel = "N")
    @Nullable
    String steps;

    @Option(names = "--batch", paramLabel = "ROWS")
    @Nullable
    String batch;

    @Option(names = "--accumulate", paramLabel = "N")
    String accumulate = "1";

    @Option(names = "--rate", paramLabel = "RATE")
    @Nullable
    String rate;

    @Option(names = "--seed", paramLabel = "N")
    String seed = "1";

    @Option(names = "--evaluate-every", paramLabel = "STEPS")
    @Nullable
    String evaluateEvery;

    @Option(names = "--target-loss", paramLabel = "NATS")
    @Nullable
    String targetLoss;

    @Option(names = "--seconds", paramLabel = "S")
    @Nullable
    String seconds;

    @Option(names = "--checkpoint", paramLabel = "FILE")
    @Nullable
    Path checkpoint;

    @Option(names = "--checkpoint-every", paramLabel = "STEPS")
    String checkpointEvery = "0";

    @Option(names = "--resume")
    boolean resume;

    @Option(names = "--restarts", paramLabel = "N")
    String restarts = "0";

    @Option(names = "--timeout", paramLabel = "S")
    String timeout = "60";

    @Option(names = "--exchange", paramLabel = "overlapped|buckets")
    String exchange = "overlapped";

    @Option(names = "--transport", paramLabel = "auto|memory|sockets")
    String transport = "auto";

    @Option(names = "--result", paramLabel = "FILE")
    @Nullable
    Path result;

    @Option(names = "--no-meter")
    boolean noMeter;

    @Mixin
    RunOptions run = new RunOptions();

    /** When gradients are exchanged. */
    private enum Exchange {
        /** While the backward pass goes on. */
        OVERLAPPED,
        /** After it, in buckets. */
        BUCKETS
    }

    /** What a kind of training takes where nothing is given. */
    record Standard(int steps, int batchRows, double rate, double weightDecay, int evaluateEvery) {}

    /** {@return the recipe that the options describe} */
    Recipe recipe(Standard standard) {
        int stepCount = whole("--steps", steps, standard.steps, 1);
        double peak = rate == null ? standard.rate : SiteOptions.number("--rate", rate);
        return new Recipe(
                stepCount,
                whole("--batch", batch, standard.batchRows, 1),
                whole("--accumulate", accumulate, 1, 1),
                new Schedule(peak, Math.max(1, stepCount / WARM_UP_PART), stepCount, FLOOR),
                standard.weightDecay,
                MOST_GRADIENT_NORM,
                whole("--seed", seed, 1, 0),
                whole("--evaluate-every", evaluateEvery, standard.evaluateEvery, 1),
                whole("--checkpoint-every", checkpointEvery, 0, 0),
                new Ending(positive("--target-loss", targetLoss), 0, positive("--seconds", seconds)));
    }

    /** {@return the plan for this job} */
    TrainPlan plan(TrainPlan.Job job) {
        int workerCount = whole("--workers", workers, 1, 1);
        if (workerCount > MOST_WORKERS) {
            throw BadInputException.of("cli.train.workers", workers);
        }
        int restartCount = whole("--restarts", restarts, 0, 0);
        if ((restartCount > 0 || resume) && checkpoint == null) {
            throw BadInputException.of("cli.train.checkpoint", resume ? "--resume" : "--restarts");
        }
        return new TrainPlan(
                job,
                workerCount,
                whole("--threads", threads, standardThreads(workerCount), 1),
                device(),
                Choice.of("--exchange", exchange, Exchange.class) == Exchange.OVERLAPPED,
                Choice.of("--transport", transport, Transport.class),
                restartCount,
                positive("--timeout", timeout).orElseThrow(),
                absolute(checkpoint),
                resume,
                absolute(result));
    }

    private Device.Choice device() {
        var choice = Choice.of("--device", device, Device.Choice.class);
        choice.check();
        return choice;
    }

    private static int standardThreads(int workers) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / workers);
    }

    private static Optional<String> absolute(@Nullable Path path) {
        return Optional.ofNullable(path).map(file -> file.toAbsolutePath().toString());
    }

    static int whole(String option, @Nullable String text, int standard, int least) {
        if (text == null) {
            return standard;
        }
        double value = SiteOptions.number(option, text);
        if (value < least || value > MOST || value != Math.rint(value)) {
            throw BadInputException.of("cli.train.whole", option, text, least);
        }
        return (int) value;
    }

    private static OptionalDouble positive(String option, @Nullable String text) {
        if (text == null) {
            return OptionalDouble.empty();
        }
        double value = SiteOptions.number(option, text);
        if (value <= 0) {
            throw BadInputException.of("cli.train.positive", option, text);
        }
        return OptionalDouble.of(value);
    }

    /** {@return whether this process is to open a run of its own, because no other meters it} */
    boolean meters(Session session) {
        return !noMeter
                && session.environment().getOrDefault(Child.PHASES_VARIABLE, "").isEmpty();
    }
}
