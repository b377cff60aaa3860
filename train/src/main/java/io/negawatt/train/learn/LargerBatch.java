package io.negawatt.train.learn;

/**
 * More rows a step and a learning rate that grows with the square root of them, as Adam's noise does (Malladi et al. 2022,
 * <i>On the SDEs and scaling rules for adaptive gradient algorithms</i>).
 *
 * @param factor how many times more rows
 */
record LargerBatch(int factor) implements Technique {
    @Override
    public String name() {
        return "larger-batch";
    }

    @Override
    public Recipe recipe(Recipe recipe) {
        var schedule = recipe.schedule();
        return recipe.withBatch(recipe.batchRows() * factor, schedule.withPeak(schedule.peak() * Math.sqrt(factor)));
    }
}
