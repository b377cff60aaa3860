package io.negawatt.train.learn;

/** Gradients travel as 16-bit floats: half the bytes, and small ones are rounded to zero. */
record HalfGradients() implements Technique {
    @Override
    public String name() {
        return "half-gradients";
    }

    @Override
    public boolean halvesGradients() {
        return true;
    }
}
