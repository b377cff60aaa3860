package io.negawatt.app.train;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.BytePairVocabulary;
import io.negawatt.train.learn.ByteVocabulary;
import io.negawatt.train.learn.Checkpoint;
import io.negawatt.train.learn.Corpus;
import io.negawatt.train.learn.Gpt;
import io.negawatt.train.learn.GptLearner;
import io.negawatt.train.learn.GptShape;
import io.negawatt.train.learn.LanguageTask;
import io.negawatt.train.learn.ModelShape;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Task;
import io.negawatt.train.learn.Techniques;
import io.negawatt.train.learn.TextFiles;
import io.negawatt.train.learn.Vocabulary;
import java.nio.file.Path;
import java.util.List;

/**
 * What a worker needs to train a language model by a plan.
 *
 * @param recipe as the techniques changed it
 */
record LanguageJob(Recipe recipe, GptLearner learner, Task task, Vocabulary vocabulary) {

    /** @throws BadInputException where the plan cannot be carried out */
    static LanguageJob of(LanguagePlan plan) {
        var technique = Techniques.of(plan.techniques());
        var recipe = technique.recipe(plan.recipe());
        var corpus = corpus(plan);
        var shape = plan.shape(corpus.vocabulary().size());
        var learner = new GptLearner(shape, recipe, technique);
        plan.from().ifPresent(from -> startFrom(Path.of(from), learner));
        var task = new LanguageTask(corpus, plan.context(), plan.heldOutRows());
        return new LanguageJob(recipe, learner, task, corpus.vocabulary());
    }

    private static Corpus corpus(LanguagePlan plan) {
        var texts = plan.texts().isEmpty()
                ? TextFiles.ofRepository(Path.of(plan.root()))
                : TextFiles.read(plan.texts().stream().map(Path::of).toList());
        return Corpus.of(texts, Corpus.Split.DEFAULT, plan.context(), training -> vocabulary(plan, training));
    }

    private static Vocabulary vocabulary(LanguagePlan plan, List<String> training) {
        if (plan.from().isPresent()) {
            return Vocabulary.read(
                    Checkpoint.open(Path.of(plan.from().get())).header().vocabulary());
        }
        return plan.vocabulary().equals("bytes")
                ? new ByteVocabulary()
                : BytePairVocabulary.train(training, bytePairs(plan.vocabulary()));
    }

    /** {@return the number in {@code bpe:NUMBER}} */
    static int bytePairs(String vocabulary) {
        if (!vocabulary.matches("bpe:\\d{3,6}")) {
            throw BadInputException.of("train.vocabulary.name", vocabulary);
        }
        return Integer.parseInt(vocabulary.substring("bpe:".length()));
    }

    private static void startFrom(Path file, GptLearner learner) {
        var checkpoint = Checkpoint.open(file);
        var header = checkpoint.header();
        if (!(ModelShape.read(header.kind(), header.shape()) instanceof GptShape shape)
                || !shape.equals(learner.shape())) {
            throw BadInputException.of(
                    "train.from.shape", file, header.shape(), learner.shape().toText());
        }
        var base = Gpt.of(shape, 0);
        checkpoint.restore(base.parameters());
        learner.model().parameters().copyFrom(base.parameters());
    }
}
