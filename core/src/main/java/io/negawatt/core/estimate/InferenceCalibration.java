package io.negawatt.core.estimate;

import java.util.List;

/**
 * All that a calibration of inference leaves: what estimates are computed from, without the rows.
 *
 * @param data what it was fitted to
 * @param model physics and residual
 * @param errors how wide intervals are
 * @param changes how wide those of the ratio of two estimates are
 */
record InferenceCalibration(List<DataIdentity> data, InferenceModel model, ErrorBands errors, ChangeErrors changes) {

    /** {@return the calibration of these rows: one fit, and every split for the intervals} */
    static InferenceCalibration of(DataIdentity identity, List<Observation> rows) {
        return new InferenceCalibration(
                List.of(identity),
                InferenceModel.fit(rows),
                ErrorBands.of(Splits.all(rows)),
                ChangeErrors.of(Splits.MODEL.run(rows)));
    }
}
