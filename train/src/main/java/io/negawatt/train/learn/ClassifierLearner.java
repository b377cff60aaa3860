package io.negawatt.train.learn;

import io.negawatt.core.text.BadInputException;

/** A classifier that learns as it is, without techniques. */
public final class ClassifierLearner implements Learner {
    private final ClassifierShape shape;
    private final Classifier model;

    /** A classifier with first values that follow from {@code seed}. */
    public ClassifierLearner(ClassifierShape shape, long seed) {
        this.shape = shape;
        this.model = Classifier.of(shape, seed);
    }

    @Override
    public Classifier model() {
        return model;
    }

    @Override
    public ClassifierShape shape() {
        return shape;
    }

    /** @throws BadInputException where it is another shape: the data or the model are not those of the checkpoint */
    @Override
    public void resume(ModelShape checkpoint) {
        if (!checkpoint.equals(shape)) {
            throw BadInputException.of(
                    "train.resume.shape", checkpoint.kind(), checkpoint.toText(), shape.kind(), shape.toText());
        }
    }

    @Override
    public int context(int step) {
        return shape.context();
    }
}
