package io.negawatt.train.learn;

/**
 * Ends when held-out loss gets no better, instead of after all planned steps.
 *
 * @param patience evaluations without a better loss
 */
record EarlyStopping(int patience) implements Technique {
    @Override
    public String name() {
        return "early-stopping";
    }

    @Override
    public Recipe recipe(Recipe recipe) {
        var ending = recipe.ending();
        return recipe.withEnding(new Ending(ending.targetLoss(), patience, ending.mostS()));
    }
}
