package io.negawatt.train.parallel;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Ending;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Schedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;

/**
 * A choice of learning rate and batch: every pair of a small grid trains for a short while on equally many rows, and the least
 * held-out loss wins. It follows from the recipe's seed alone.
 *
 * <p>The rows that trials are checked on must not be those that the finished model is judged by: what was chosen to look good
 * on them would look better than it is.
 *
 * @param trials in the order they were made
 */
public record Tuning(List<Trial> trials) {

    /**
     * What is tried.
     *
     * @param rates peaks of the learning rate
     * @param batches rows a step learns from
     * @param rows rows that each trial learns from in all
     */
    public record Grid(List<Double> rates, List<Integer> batches, long rows) {
        public Grid {
            rates = List.copyOf(rates);
            batches = List.copyOf(batches);
        }
    }

    /**
     * What came of one pair.
     *
     * @param rate peak of the learning rate
     * @param batchRows rows a step learned from
     * @param steps steps it took
     * @param loss held-out loss at the end, in nats per target; no number where it got out of hand
     * @param accuracy share of held-out targets that were right
     */
    public record Trial(double rate, int batchRows, int steps, double loss, double accuracy) {}

    public Tuning {
        trials = List.copyOf(trials);
    }

    /**
     * Tries all pairs, one after the other. Workers who try them together come to the same table.
     *
     * @param recipe everything that is not tried
     * @param trainers makes a trainer by a recipe, of a model that has learned nothing
     * @param told hears of each trial as it ends
     * @throws BadInputException where a batch has more rows than there are, or cannot be shared evenly
     */
    public static Tuning of(Recipe recipe, Grid grid, Function<Recipe, Trainer> trainers, Consumer<Trial> told) {
        var trials = new ArrayList<Trial>();
        for (int batchRows : grid.batches) {
            for (double rate : grid.rates) {
                int steps = (int) Math.max(1, grid.rows / batchRows);
                var trial = run(once(with(recipe, rate, batchRows, steps)), trainers);
                trials.add(trial);
                told.accept(trial);
            }
        }
        return new Tuning(trials);
    }

    private static Trial run(Recipe recipe, Function<Recipe, Trainer> trainers) {
        // The model and its optimizer are gone when the trial is over.
        try (var _ = new PointerScope()) {
            var last = trainers.apply(recipe).train(Keeper.NONE).history().getLast();
            return new Trial(
                    recipe.schedule().peak(), recipe.batchRows(), recipe.steps(), last.loss(), last.accuracy());
        }
    }

    /** {@return the trial with the least held-out loss, of equals the first} */
    public Trial best() {
        // A loss that is no number counts as larger than all others.
        return trials.stream().min(Comparator.comparingDouble(Trial::loss)).orElseThrow();
    }

    /** {@return the recipe with the best pair, over as many rows as before} */
    public Recipe tuned(Recipe recipe) {
        var best = best();
        long rows = (long) recipe.steps() * recipe.batchRows();
        return with(recipe, best.rate, best.batchRows, (int) Math.max(1, rows / best.batchRows));
    }

    private static Recipe with(Recipe recipe, double rate, int batchRows, int steps) {
        var schedule = recipe.schedule();
        return new Recipe(
                steps,
                batchRows,
                recipe.accumulate(),
                new Schedule(rate, scaled(schedule.warmUpSteps(), recipe, steps), steps, schedule.floor()),
                recipe.weightDecay(),
                recipe.maxGradientNorm(),
                recipe.seed(),
                Math.max(1, scaled(recipe.evaluateEvery(), recipe, steps)),
                recipe.checkpointEvery(),
                recipe.ending());
    }

    private static int scaled(int steps, Recipe from, int to) {
        return Math.toIntExact((long) steps * to / from.steps());
    }

    /** {@return the same with one look at held-out data, at the end} */
    private static Recipe once(Recipe recipe) {
        return new Recipe(
                recipe.steps(),
                recipe.batchRows(),
                recipe.accumulate(),
                recipe.schedule(),
                recipe.weightDecay(),
                recipe.maxGradientNorm(),
                recipe.seed(),
                recipe.steps(),
                0,
                Ending.NONE);
    }
}
