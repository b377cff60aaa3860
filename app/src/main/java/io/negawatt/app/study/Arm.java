package io.negawatt.app.study;

import io.negawatt.app.train.TrainPlan;

/**
 * One training of the study.
 *
 * @param name as its run is called in the ledger
 */
record Arm(String name, TrainPlan plan) {}
