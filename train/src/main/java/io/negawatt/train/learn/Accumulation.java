package io.negawatt.train.learn;

/**
 * The same batch in several smaller passes: less memory, and the same number of exchanges for more rows.
 *
 * @param passes passes a step
 */
record Accumulation(int passes) implements Technique {
    @Override
    public String name() {
        return "accumulate";
    }

    @Override
    public Recipe recipe(Recipe recipe) {
        return recipe.withAccumulate(passes);
    }
}
