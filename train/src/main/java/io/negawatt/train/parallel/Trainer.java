package io.negawatt.train.parallel;

import io.negawatt.train.learn.AdamW;
import io.negawatt.train.learn.Batch;
import io.negawatt.train.learn.Checkpoint;
import io.negawatt.train.learn.DataOrder;
import io.negawatt.train.learn.Evaluation;
import io.negawatt.train.learn.Learner;
import io.negawatt.train.learn.ModelShape;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Tally;
import io.negawatt.train.learn.Task;
import io.negawatt.train.learn.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;

/**
 * Trains: the loop that every worker of a job goes through in step with the others. All workers see the same batches, parted
 * between them, exchange gradients, and so hold the same parameters, bit for bit, after each step.
 */
public final class Trainer {
    private final Recipe recipe;
    private final Learner learner;
    private final Task task;
    private final Crew crew;
    private final DataOrder order;
    private final PhaseListener phases;
    private final ProgressListener progress;
    private final List<Evaluation> history = new ArrayList<>();
    private final List<Double> stepS = new ArrayList<>();
    private AdamW optimizer;
    private GradientExchange exchange;
    private long tokens;
    private long startedNs;
    private boolean repeats;

    /**
     * Who trains, and how they speak to each other.
     *
     * @param group the workers; empty for one alone
     * @param overlap whether gradients travel while backward still runs
     * @param transport what they travel through
     */
    public record Crew(Optional<Group> group, boolean overlap, Transport transport) {
        /** One worker. */
        public static final Crew ALONE = new Crew(Optional.empty(), false, Transport.AUTO);

        int rank() {
            return group.map(all -> all.place().rank()).orElse(0);
        }

        int workers() {
            return group.map(all -> all.place().workers()).orElse(1);
        }
    }

    /** A trainer that will begin at the first step. */
    public Trainer(
            Recipe recipe, Learner learner, Task task, Crew crew, PhaseListener phases, ProgressListener progress) {
        this.recipe = recipe;
        this.learner = learner;
        this.task = task;
        this.crew = crew;
        this.order = new DataOrder(recipe.seed(), task.rows(), recipe.batchRows());
        this.phases = phases;
        this.progress = progress;
        this.optimizer = newOptimizer();
        this.exchange = newExchange();
    }

    private AdamW newOptimizer() {
        return new AdamW(learner.model().parameters(), recipe.weightDecay(), recipe.maxGradientNorm());
    }

    private GradientExchange newExchange() {
        var parameters = learner.model().parameters();
        return crew.group()
                .map(group -> {
                    group.broadcast(parameters.flat());
                    return GradientExchanges.of(learner, group, crew.overlap(), crew.transport());
                })
                .orElseGet(NoExchange::new);
    }

    /**
     * Trains until the recipe's end, its target or its patience is reached.
     *
     * @param keeper reads and writes checkpoints; all workers read, rank 0 writes
     * @return what came of it, the same on every worker but for times
     */
    public Outcome train(Keeper keeper) {
        startedNs = System.nanoTime();
        int step = keeper.checkpoint().map(this::resume).orElse(0);
        int first = step;
        while (step < recipe.steps() && !isDone()) {
            repeats = step < keeper.reached();
            step(step);
            step++;
            boolean last = step == recipe.steps();
            if (last || step % recipe.evaluateEvery() == 0) {
                evaluate(step);
            }
            boolean due = recipe.checkpointEvery() > 0 && step % recipe.checkpointEvery() == 0;
            if (due || last || isDone()) {
                save(keeper, step);
            }
        }
        exchange.close();
        return new Outcome(
                first,
                step,
                tokens,
                List.copyOf(history),
                learner.model().parameters().count(),
                learner.model().parameters().sha256(),
                (System.nanoTime() - startedNs) * 1e-9,
                List.copyOf(stepS));
    }

    private int resume(Checkpoint checkpoint) {
        var header = checkpoint.header();
        learner.resume(ModelShape.read(header.kind(), header.shape()));
        optimizer = newOptimizer();
        checkpoint.restore(learner.model().parameters(), optimizer);
        exchange.close();
        exchange = newExchange();
        history.addAll(header.history());
        tokens = header.tokens();
        return header.step();
    }

    private void step(int step) {
        long from = now();
        if (learner.grow(step)) {
            optimizer = newOptimizer();
            exchange.close();
            exchange = newExchange();
        }
        double loss = 0;
        long stepTokens = 0;
        for (int pass = 0; pass < recipe.accumulate(); pass++) {
            try (var _ = new PointerScope()) {
                phase(Phase.DATA);
                var batch = task.batch(rows(step, pass), learner.context(step));
                stepTokens += batch.tokens();
                loss += pass(batch, pass == recipe.accumulate() - 1);
            }
        }
        phase(Phase.OPTIMIZER);
        double norm = optimizer.step(recipe.schedule().at(step));
        learner.model().parameters().forgetGradients();
        learner.stepped(step);
        long all = stepTokens * crew.workers();
        tokens += all;
        phases.count("tokens", stepTokens);
        double elapsedS = (now() - from) * 1e-9;
        stepS.add(elapsedS);
        progress.step(
                new ProgressListener.Step(step + 1, loss / recipe.accumulate(), norm, all, elapsedS, leftS(step + 1)));
    }

    private double leftS(int step) {
        double elapsedS = (System.nanoTime() - startedNs) * 1e-9;
        double perStepS = elapsedS / stepS.size();
        return Math.min(
                perStepS * (recipe.steps() - step),
                Math.max(0, recipe.ending().mostS().orElse(Double.POSITIVE_INFINITY) - elapsedS));
    }

    private double pass(Batch batch, boolean exchanges) {
        phase(Phase.FORWARD);
        exchange.prepare(exchanges);
        double loss = learner.pass().run(batch, 1.0 / recipe.accumulate(), backward -> {
            phase(Phase.BACKWARD);
            exchange.backward(backward);
        });
        if (exchanges && crew.workers() > 1) {
            phase(Phase.ALL_REDUCE, now() - exchange.waitedNs());
            exchange.finish();
            phases.count("all-reduced-bytes", exchange.bytes());
        }
        return loss;
    }

    /** {@return the rows of one pass: a worker's share of the batch, parted evenly} */
    private long[] rows(int step, int pass) {
        var share = order.share(step, crew.rank(), crew.workers());
        int each = recipe.rowsPerPass(crew.workers());
        return Arrays.copyOfRange(share, pass * each, (pass + 1) * each);
    }

    private void evaluate(int step) {
        phase(Phase.EVALUATION);
        var tally = Tally.NONE;
        try (var _ = new NoGradGuard();
                var batches = task.heldOut(crew.rank(), crew.workers())) {
            var each = batches.iterator();
            while (each.hasNext()) {
                try (var _ = new PointerScope()) {
                    tally = tally.plus(task.tally(learner.model(), each.next()));
                }
            }
        }
        var evaluation = total(step, tally, (System.nanoTime() - startedNs) * 1e-9);
        history.add(evaluation);
        progress.evaluation(evaluation);
    }

    /** All workers come to the same figures, the time among them, so that all end after the same step. */
    private Evaluation total(int step, Tally own, double elapsedS) {
        double[] parts = {own.lossSum(), own.right(), own.targets(), elapsedS};
        double[] sums = crew.group().map(group -> group.sum(parts)).orElse(parts);
        var all = new Tally(sums[0], sums[1], sums[2]);
        return new Evaluation(step, tokens, all.loss(), all.accuracy(), sums[3] / crew.workers());
    }

    private boolean isDone() {
        return recipe.ending().isReached(history);
    }

    private void save(Keeper keeper, int step) {
        if (crew.rank() != 0 || !keeper.writes()) {
            return;
        }
        phase(Phase.CHECKPOINT);
        try {
            long bytes = keeper.write(learner, optimizer, step, tokens, history);
            phases.count("checkpoint-bytes", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void phase(Phase phase) {
        phase(phase, now());
    }

    /** {@return the time when all is done that was begun before; a GPU's work would else count for the phase after its own} */
    private static long now() {
        Torch.device().await();
        return System.nanoTime();
    }

    private void phase(Phase phase, long nanoTime) {
        phases.begin(repeats ? Phase.REPEATED : phase, nanoTime);
    }
}
