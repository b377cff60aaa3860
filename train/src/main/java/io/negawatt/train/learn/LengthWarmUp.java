package io.negawatt.train.learn;

/**
 * Short rows first: attention costs the square of the length, and what is learned first needs little context (Li et al. 2022,
 * <i>The stability-efficiency dilemma</i>, sequence-length warm-up).
 *
 * @param share share of the steps after which rows have their full length, 0 to 1
 */
record LengthWarmUp(double share) implements Technique {
    private static final int SHORTEST = 16;

    @Override
    public String name() {
        return "length-warm-up";
    }

    @Override
    public int context(int step, Recipe recipe, int full) {
        double progress = step / Math.max(1, share * recipe.steps());
        if (progress >= 1) {
            return full;
        }
        int shortest = Math.min(SHORTEST, full);
        int length = (int) (shortest + progress * (full - shortest));
        return Math.max(shortest, length / SHORTEST * SHORTEST);
    }
}
