package io.negawatt.core.estimate;

import java.util.List;

/**
 * Physics and residual, fitted to rows.
 *
 * @param physics coefficients
 * @param residual what they leave, for text
 * @param support what the rows covered
 */
record InferenceModel(PhysicsFit physics, Residual residual, Support support) {

    /** {@return the model of these rows} */
    static InferenceModel fit(List<Observation> rows) {
        var physics = PhysicsFit.to(rows);
        var text =
                rows.stream().filter(row -> !row.deployment().task().hasMedia()).toList();
        return new InferenceModel(physics, Residual.fit(text, physics.coefficients()), Support.of(rows));
    }

    /** {@return a predictor, ready to compute with} */
    Predictor predictor() {
        return new Predictor(physics.coefficients(), residual, support);
    }

    /** Computes points; thread-safe. */
    record Predictor(Coefficients coefficients, Residual residual, Support support) {

        Point at(Deployment d) {
            var point = Point.of(Serving.of(d, Footprint.of(d), coefficients));
            return support.mayCorrect(d) ? point.with(residual.at(d)) : point;
        }
    }
}
