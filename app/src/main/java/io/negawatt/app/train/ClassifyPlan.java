package io.negawatt.app.train;

import io.negawatt.train.learn.ClassifierShape;
import io.negawatt.train.learn.EncoderShape;
import io.negawatt.train.learn.LabeledTexts;
import io.negawatt.train.learn.LstmShape;
import io.negawatt.train.learn.Recipe;

/**
 * The training of a classifier as it was asked for, whole; each worker reads it.
 *
 * @param data labeled texts as CSV or JSON lines, or a folder whose comment lines and code lines are told apart
 * @param columns where the file holds text and label
 * @param model kind of model
 * @param vocabulary different words at most, padding and unknown included
 * @param context words of a row at most
 * @param recipe how to train, or where tuning begins
 * @param tune whether learning rate and batch are tuned first
 */
public record ClassifyPlan(
        String data, LabeledTexts.Columns columns, Kind model, int vocabulary, int context, Recipe recipe, boolean tune)
        implements TrainPlan.Job {

    /** Kinds of model. */
    public enum Kind {
        /** Long short-term memory. */
        LSTM,
        /** Encoder with attention. */
        TRANSFORMER;

        ClassifierShape shape(int vocabulary, int context) {
            return switch (this) {
                case LSTM -> LstmShape.standard(vocabulary, context);
                case TRANSFORMER -> EncoderShape.standard(vocabulary, context);
            };
        }
    }
}
