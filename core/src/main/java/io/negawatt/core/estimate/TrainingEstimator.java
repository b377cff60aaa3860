package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.units.Interval;
import java.nio.file.Path;
import java.util.Optional;

/** Chip-hours, energy and carbon of training before the fact; energy alone where the hours are known. Thread-safe. */
public final class TrainingEstimator {
    /** Chips of a node; a run on more needs switches and shared storage. */
    private static final double NODE_CHIPS = 8;
    /** Switch ports, optics, storage nodes and checkpoints, a chip, in W; assumed, half to twice. */
    private static final double NETWORK_W = 10;

    private static final double HOURS_PER_YEAR = 8766;
    private static final double W_PER_KW = 1000;

    private final TrainingCalibration calibration;
    private final Catalog catalog;

    private TrainingEstimator(TrainingCalibration calibration, Catalog catalog) {
        this.calibration = calibration;
        this.catalog = catalog;
    }

    /** {@return the estimator whose calibration ships with the program} */
    public static TrainingEstimator shipped(Catalog catalog) {
        return of(CalibrationFile.shipped().training(), catalog);
    }

    /** {@return the estimator of a calibration that {@code negawatt calibrate} wrote} */
    public static TrainingEstimator of(Path calibration, Catalog catalog) {
        return of(CalibrationFile.read(calibration).training(), catalog);
    }

    static TrainingEstimator of(TrainingCalibration calibration, Catalog catalog) {
        return new TrainingEstimator(calibration, catalog);
    }

    /** {@return what a run would use} */
    public TrainingEstimate estimate(TrainingCase run) {
        var hours = hours(run);
        var watts = watts(run, hours.mid());
        var itKwh = hours.times(watts).times(1 / W_PER_KW);
        boolean metered = run.chipW().isPresent();
        boolean nodes = run.chips().orElse(Double.POSITIVE_INFINITY) > NODE_CHIPS && !metered;
        double networkKwh = nodes ? hours.mid() * NETWORK_W / W_PER_KW : 0;
        var energy = itKwh.times(1 + networkKwh / itKwh.mid()).times(run.pue());
        var carbon = run.kgPerKwh().isPresent()
                ? Optional.of(energy.times(run.kgPerKwh().getAsDouble()))
                : Optional.<Interval>empty();
        return new TrainingEstimate(
                hours,
                watts,
                energy,
                itKwh.mid(),
                networkKwh,
                energy.mid() - itKwh.mid() - networkKwh,
                carbon,
                embodied(run, hours),
                basis(run));
    }

    private Interval hours(TrainingCase run) {
        if (run.chipHours().isPresent()) {
            return Interval.exactly(run.chipHours().getAsDouble());
        }
        double share = calibration.efficiency().of(run);
        double hours = run.flops().orElseThrow() / (share * run.peakFlops()) / 3600;
        return Interval.byFactor(hours, Math.exp(calibration.hoursLog()));
    }

    private Interval watts(TrainingCase run, double hours) {
        if (run.chipW().isPresent()) {
            return Interval.exactly(run.chipW().getAsDouble());
        }
        double watts = calibration.power().watts(run.chip().gpu().maxW(), TrainingPower.share(run, hours));
        return Interval.byFactor(watts, Math.exp(calibration.powerLog()));
    }

    private Interval embodied(TrainingCase run, Interval hours) {
        double years = catalog.lifetime("gpu-server").value().mid();
        return run.chip().gpu().hardware().embodiedKg().times(hours.mid() / (years * HOURS_PER_YEAR));
    }

    private static String basis(TrainingCase run) {
        String time = run.chipHours().isPresent() ? "hours" : "tokens";
        return run.chipW().isPresent() ? "power+" + time : time;
    }
}
