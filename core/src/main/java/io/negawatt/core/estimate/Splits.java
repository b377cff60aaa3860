package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.List;

/** The ways in which rows are held out. */
enum Splits {
    /** One batch curve: what is known of a new deployment of a metered model. */
    CURVE,
    /** One set of weights. */
    MODEL,
    /** All models that were designed together. */
    FAMILY,
    /** One kind of requests. */
    TASK,
    /** One device. */
    DEVICE;

    /** {@return the group of a row; rows of one group are held out together} */
    String groupOf(Observation row) {
        return switch (this) {
            case CURVE -> row.curve();
            case MODEL -> row.modelId();
            case FAMILY -> row.deployment().model().family();
            case TASK -> row.deployment().task().id();
            case DEVICE -> row.deployment().device().id();
        };
    }

    /** {@return every row, predicted without its group} */
    List<CrossValidation.Held> run(List<Observation> rows) {
        return CrossValidation.leaveOut(
                rows, this::groupOf, train -> InferenceModel.fit(train).predictor());
    }

    /** {@return the errors that intervals rest on: those of all splits} */
    static List<CrossValidation.Held> all(List<Observation> rows) {
        var held = new ArrayList<CrossValidation.Held>();
        for (var split : values()) {
            held.addAll(split.run(rows));
        }
        return List.copyOf(held);
    }
}
