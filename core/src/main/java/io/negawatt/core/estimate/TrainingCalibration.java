package io.negawatt.core.estimate;

import java.util.List;

/**
 * All that a calibration of training leaves.
 *
 * @param data what it was fitted to
 * @param efficiency share of the peak that runs achieve
 * @param power what a chip draws
 * @param hoursLog half-width of the 90 % interval of the logarithm of chip-hours, from runs left out one by one
 * @param powerLog the same of power at known hours, from benchmarks left out one by one
 */
record TrainingCalibration(
        List<DataIdentity> data,
        TrainingEfficiency efficiency,
        TrainingPower power,
        double hoursLog,
        double powerLog) {}
