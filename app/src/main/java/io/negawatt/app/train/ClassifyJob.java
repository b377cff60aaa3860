package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Proportion;
import io.negawatt.train.learn.ClassifierLearner;
import io.negawatt.train.learn.ClassifyTask;
import io.negawatt.train.learn.CommentOrCode;
import io.negawatt.train.learn.LabeledTexts;
import io.negawatt.train.learn.LabeledTexts.Halves;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.WordVocabulary;
import io.negawatt.train.parallel.Outcome;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import io.negawatt.train.parallel.ProgressListener;
import io.negawatt.train.parallel.Trainer;
import io.negawatt.train.parallel.Tuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker needs to train a classifier by a plan.
 *
 * @param halves what it learns from and what it is judged by
 * @param vocabulary the words of the training half
 * @param notes what a person should know of the data
 */
record ClassifyJob(ClassifyPlan plan, Halves halves, WordVocabulary vocabulary, List<Message> notes) {
    private static final double HELD_OUT = 0.2;

    /** Six trials on a sixth of the rows each: tuning takes about as much as the training after it. */
    private static final int TRIAL_PART = 6;

    private static final List<Double> RATE_FACTORS = List.of(1 / 3.0, 1.0, 3.0);
    private static final List<Integer> BATCH_FACTORS = List.of(1, 2);

    /** @throws BadInputException where the data cannot be read or are too few */
    static ClassifyJob of(ClassifyPlan plan) {
        var data = Path.of(plan.data());
        long seed = plan.recipe().seed();
        var notes = new ArrayList<Message>();
        Halves halves;
        if (Files.isDirectory(data)) {
            var lines = CommentOrCode.read(data, HELD_OUT, seed);
            notes.add(lines.summary());
            halves = lines.halves();
        } else {
            var texts = LabeledTexts.read(data, plan.columns());
            notes.addAll(texts.notes());
            halves = texts.split(HELD_OUT, seed);
        }
        var vocabulary = WordVocabulary.train(halves.training().texts(), plan.vocabulary());
        return new ClassifyJob(plan, halves, vocabulary, List.copyOf(notes));
    }

    /** {@return a classifier that has learned nothing} */
    ClassifierLearner learner() {
        var shape = plan.model().shape(vocabulary.size(), plan.context());
        return new ClassifierLearner(shape, plan.recipe().seed());
    }

    ClassifyTask task() {
        return task(halves);
    }

    private ClassifyTask task(Halves of) {
        return new ClassifyTask(of, vocabulary, plan.context());
    }

    boolean tunes() {
        return plan.tune();
    }

    /**
     * Tries learning rates and batches around those of the plan, on the training half alone, so that the rows which judge the
     * classifier have had no say in it.
     *
     * @throws BadInputException where a batch cannot be shared evenly among the workers
     */
    Tuning tune(Trainer.Crew crew, PhaseListener phases, ProgressListener progress) {
        var recipe = plan.recipe();
        var task = task(tried());
        var heard = phases.within(Phase.TUNING);
        return Tuning.of(
                recipe,
                grid(recipe),
                trial -> new Trainer(trial, learner(), task, crew, heard, ProgressListener.NONE),
                trial -> progress.note(told(trial)));
    }

    /** {@return the training half in two, by texts} */
    Halves tried() {
        // By the seed of the halves themselves the split would not be random: what stands in a half was chosen by its
        // hash.
        return halves.training().split(HELD_OUT, plan.recipe().seed() + 1);
    }

    private static Tuning.Grid grid(Recipe recipe) {
        double rate = recipe.schedule().peak();
        return new Tuning.Grid(
                RATE_FACTORS.stream().map(factor -> factor * rate).toList(),
                BATCH_FACTORS.stream()
                        .map(factor -> factor * recipe.batchRows())
                        .toList(),
                (long) recipe.steps() * recipe.batchRows() / TRIAL_PART);
    }

    private static Message told(Tuning.Trial trial) {
        return Message.of(
                "train.tuning.trial",
                Numbers.significant(trial.rate(), 2),
                trial.batchRows(),
                trial.steps(),
                Numbers.significant(trial.loss(), 3),
                Numbers.significant(100 * trial.accuracy(), 3));
    }

    /** {@return the share of held-out texts that were told right at the end, with its 90 % interval} */
    Interval accuracy(Outcome outcome) {
        int texts = halves.validation().rows().size();
        return Proportion.of(Math.round(outcome.history().getLast().accuracy() * texts), texts);
    }

    /** {@return the same for people} */
    Message judged(Outcome outcome) {
        var accuracy = accuracy(outcome);
        return Message.of(
                "train.classify.accuracy",
                Numbers.fixed(100 * accuracy.mid(), 1),
                Numbers.fixed(100 * accuracy.low(), 1),
                Numbers.fixed(100 * accuracy.high(), 1),
                halves.validation().rows().size());
    }
}
