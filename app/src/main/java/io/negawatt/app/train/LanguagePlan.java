package io.negawatt.app.train;

import io.negawatt.train.learn.GptShape;
import io.negawatt.train.learn.Recipe;
import io.negawatt.train.learn.Techniques;
import java.util.List;
import java.util.Optional;

/**
 * The training of a language model as it was asked for, whole; each worker reads it.
 *
 * @param texts files and folders to learn from; empty takes the documents of {@code root}
 * @param root folder whose documents are taken where no texts are given
 * @param vocabulary {@code bytes}, or {@code bpe:SIZE} for byte pairs learned from the text
 * @param layers blocks of the model
 * @param width elements of a token's vector
 * @param heads attention heads
 * @param context tokens of a row
 * @param heldOutRows rows that a look at held-out data takes at most
 * @param recipe how to train
 * @param techniques with what, as people type them
 * @param from checkpoint whose parameters training begins with, for fine-tuning
 */
public record LanguagePlan(
        List<String> texts,
        String root,
        String vocabulary,
        int layers,
        int width,
        int heads,
        int context,
        int heldOutRows,
        Recipe recipe,
        List<String> techniques,
        Optional<String> from)
        implements TrainPlan.Job {

    @Override
    public void check(int workers) {
        Techniques.check(techniques);
        if (!vocabulary.equals("bytes")) {
            LanguageJob.bytePairs(vocabulary);
        }
        recipe.rowsPerPass(workers);
        var unused = shape(1);
    }

    /** {@return the shape of a model with so many different tokens} */
    GptShape shape(int tokens) {
        return new GptShape(tokens, layers, width, heads, context);
    }

    /** {@return the same with another recipe and other techniques} */
    public LanguagePlan with(Recipe newRecipe, List<String> newTechniques) {
        return new LanguagePlan(
                texts, root, vocabulary, layers, width, heads, context, heldOutRows, newRecipe, newTechniques, from);
    }

    /** {@return the same with another shape} */
    public LanguagePlan withShape(int newLayers, int newWidth, int newHeads) {
        return new LanguagePlan(
                texts, root, vocabulary, newLayers, newWidth, newHeads, context, heldOutRows, recipe, techniques, from);
    }

    /** {@return the same on other texts, beginning with the parameters of a checkpoint} */
    public LanguagePlan tuning(String checkpoint, List<String> newTexts) {
        return new LanguagePlan(
                newTexts,
                root,
                vocabulary,
                layers,
                width,
                heads,
                context,
                heldOutRows,
                recipe,
                techniques,
                Optional.of(checkpoint));
    }
}
