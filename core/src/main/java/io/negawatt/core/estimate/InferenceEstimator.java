package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.units.Interval;
import java.nio.file.Path;
import java.util.List;

/**
 * Energy and time of inference before the fact.
 *
 * <p>{@snippet :
 * var catalog = Catalog.load();
 * var deployment = new DeploymentReader(catalog).read(row);
 * var estimate = InferenceEstimator.shipped().estimate(deployment);
 * }
 *
 * <p>Thread-safe.
 */
public final class InferenceEstimator {
    private final InferenceModel.Predictor predictor;
    private final ErrorBands errors;
    private final ChangeErrors changes;
    private final MeasuredPoints measured;

    private InferenceEstimator(
            InferenceModel.Predictor predictor, ErrorBands errors, ChangeErrors changes, MeasuredPoints measured) {
        this.predictor = predictor;
        this.errors = errors;
        this.changes = changes;
        this.measured = measured;
    }

    /** {@return the estimator whose calibration ships with the program} */
    public static InferenceEstimator shipped() {
        return of(CalibrationFile.shipped().inference());
    }

    /** {@return the estimator of a calibration that {@code negawatt calibrate} wrote} */
    public static InferenceEstimator of(Path calibration) {
        return of(CalibrationFile.read(calibration).inference());
    }

    static InferenceEstimator of(InferenceCalibration calibration) {
        return new InferenceEstimator(
                calibration.model().predictor(),
                calibration.errors(),
                calibration.changes(),
                new MeasuredPoints(List.of()));
    }

    /** {@return the same estimator, told of metered rows of the very deployments that will be asked for} */
    public InferenceEstimator told(CaseFile rows, Catalog catalog) {
        var deployments = new DeploymentReader(catalog);
        var points = rows.rows().stream()
                .map(row -> metered(row, rows.at(row, deployments::read)))
                .toList();
        return new InferenceEstimator(predictor, errors, changes, new MeasuredPoints(points));
    }

    /** {@return what a deployment would use} */
    public InferenceEstimate estimate(Deployment deployment) {
        var point = predictor.at(deployment).with(measured.at(deployment));
        double shrinkage = measured.shrinkage(deployment);
        var standing = predictor.support().standing(deployment);
        return InferenceEstimate.of(deployment, point, errors.at(standing).times(shrinkage), standing, shrinkage < 1);
    }

    /**
     * {@return energy per token of one deployment over that of another of the same shape, with its 90 % interval}
     *
     * <p>The ratio is surer than either estimate, since most of an error is common to both. Where only the new one lies outside of
     * what was metered, its own error is not.
     */
    public Interval energyRatio(InferenceEstimate from, InferenceEstimate to) {
        double own = alone(from, to) ? errors.at(to.standing()).energy() : 0;
        double halfWidth = Math.max(own, changes.energyLog(from.deployment(), to.deployment()));
        return Interval.byFactor(
                to.joulesPerToken().mid() / from.joulesPerToken().mid(), Math.exp(halfWidth));
    }

    /** {@return the same of the mean time per output token} */
    public Interval timeRatio(InferenceEstimate from, InferenceEstimate to) {
        double own = alone(from, to) ? errors.at(to.standing()).token() : 0;
        double halfWidth = Math.max(own, changes.tokenLog(from.deployment(), to.deployment()));
        return Interval.byFactor(to.tokenS().mid() / from.tokenS().mid(), Math.exp(halfWidth));
    }

    private static boolean alone(InferenceEstimate from, InferenceEstimate to) {
        return from.standing().inside() && !to.standing().inside();
    }

    /** {@return the metered points that this estimator was told of} */
    public List<MeteredPoint> metered() {
        return measured.points().stream()
                .map(metered -> {
                    var expected = predictor.at(metered.deployment());
                    return new MeteredPoint(
                            metered.deployment(),
                            expected.joulesPerToken() * Math.exp(metered.energyLog()),
                            expected.tokenS() * Math.exp(metered.tokenLog()));
                })
                .toList();
    }

    private MeasuredPoints.Metered metered(CaseRow row, Deployment deployment) {
        double batch = row.positive("avg_batch_size").orElse(Double.NaN);
        double tokensPerS = row.positive("output_throughput_tokens_per_sec").orElse(Double.NaN);
        var tokenS = row.positive("mean_tpot_ms");
        return MeasuredPoints.metered(
                deployment,
                predictor.at(deployment),
                row.neededPositive("energy_per_token_joules"),
                tokenS.isPresent() ? tokenS.getAsDouble() * 1e-3 : batch / tokensPerS);
    }
}
