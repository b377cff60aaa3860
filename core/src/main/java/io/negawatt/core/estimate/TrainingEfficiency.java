package io.negawatt.core.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Share of a chip's 16-bit peak that training achieves, hours of failures and restarts counted in: a line through the logarithms
 * of published runs.
 *
 * @param weights of the features, in their order
 */
record TrainingEfficiency(List<Double> weights) {
    /** A chip whose links and memory keep up with its arithmetic. */
    private static final double BALANCED_TFLOPS = 312;
    /** From so many parameters on a fast chip is kept busy. */
    private static final double LARGE_B = 70;
    /** Bytes a parameter takes in mixed precision with Adam: weights, gradients, two moments and a 32-bit copy. */
    private static final double BYTES_PER_PARAMETER = 16;

    private static final int NODE_CHIPS = 8;
    private static final double CHIP_GB = 80;
    /** Place of the feature that tells of small models. */
    private static final int SMALL = 2;

    private static final double RIDGE = 0.3;
    private static final double FIRM = 0.003;
    private static final double SMALLEST_ERROR = 0.05;
    private static final int ROUNDS = 30;

    /** Part of the hours of a long run that failures, restarts and checkpoints take; a run below a day has none. */
    private static final double LOST = 0.2;

    private static final double DAY_S = 86_400;
    /** What FP8 gains over 16 bits on dense models: metered runs of MLPerf Training v4.0 against published ones. */
    private static final double FP8_GAIN = 1.7;
    /** What frozen weights lose: smaller steps, and attention that counts as much as before. */
    private static final double LORA = 0.74;
    /** Tokens a chip sees in all below which steps are too small to fill it, and how fast efficiency falls from there. */
    private static final double FEW_TOKENS = 2.4e6;

    private static final double FEW_TOKENS_FALL = 0.22;

    /** {@return the share for a case} */
    double of(TrainingCase run) {
        double published = Math.min(0.75, Math.exp(dot(features(run))));
        double tuned = Math.exp(dot(ofTuned(features(run))))
                / (1 - LOST)
                * precisionGain(run)
                * methodLoss(run)
                * scaleLoss(run);
        boolean isShort = seconds(run, tuned).orElse(Double.POSITIVE_INFINITY) < DAY_S;
        return isShort ? Math.min(0.9, tuned) : published;
    }

    /** A run that was tuned keeps its chips busy with a small model too. */
    private static double[] ofTuned(double[] features) {
        double[] tuned = features.clone();
        tuned[SMALL] = 0;
        return tuned;
    }

    private static OptionalDouble seconds(TrainingCase run, double share) {
        if (run.flops().isEmpty() || run.chips().isEmpty()) {
            return OptionalDouble.empty();
        }
        double flopsPerS = share * run.peakFlops() * run.chips().getAsDouble();
        return OptionalDouble.of(run.flops().getAsDouble() / flopsPerS);
    }

    /** A short run is a tuned one: where nobody says, it computes in FP8 on a chip that can. */
    private static double precisionGain(TrainingCase run) {
        boolean can = run.chip().fp8Tflops() > run.chip().bf16Tflops();
        boolean fp8 = run.precision().map(p -> p == Precision.FP8).orElse(can);
        return can && fp8 && run.activeB() == run.paramsB() ? FP8_GAIN : 1;
    }

    private static double methodLoss(TrainingCase run) {
        return switch (run.method()) {
            case FULL -> 1;
            case LORA -> LORA;
        };
    }

    private static double scaleLoss(TrainingCase run) {
        if (run.tokensB().isEmpty() || run.chips().isEmpty()) {
            return 1;
        }
        double tokensPerChip = run.tokensB().getAsDouble() * 1e9 / run.chips().getAsDouble();
        return Math.min(1, Math.pow(tokensPerChip / FEW_TOKENS, FEW_TOKENS_FALL));
    }

    /** {@return the line through runs whose chip-hours are known; errors count linearly, so that one odd run bends little} */
    static TrainingEfficiency fit(List<TrainingCase> runs) {
        var rows = runs.stream().map(TrainingEfficiency::features).toList();
        double[] logs = runs.stream()
                .mapToDouble(run ->
                        Math.log(run.flops().orElseThrow() / (run.chipHours().orElseThrow() * 3600 * run.peakFlops())))
                .toArray();
        double[] weight = new double[logs.length];
        Arrays.fill(weight, 1);
        var line = new TrainingEfficiency(List.of(0.0, 0.0, 0.0, 0.0, 0.0));
        for (int round = 0; round < ROUNDS; round++) {
            line = ridge(rows, logs, weight);
            for (int i = 0; i < logs.length; i++) {
                weight[i] = SMALLEST_ERROR / Math.max(SMALLEST_ERROR, Math.abs(logs[i] - line.dot(rows.get(i))));
            }
        }
        return line;
    }

    private static TrainingEfficiency ridge(List<double[]> rows, double[] logs, double[] weight) {
        int count = rows.getFirst().length;
        var normal = new DMatrixRMaj(count, count);
        var right = new DMatrixRMaj(count, 1);
        for (int i = 0; i < logs.length; i++) {
            double[] row = rows.get(i);
            for (int a = 0; a < count; a++) {
                right.add(a, 0, weight[i] * row[a] * logs[i]);
                for (int b = 0; b < count; b++) {
                    normal.add(a, b, weight[i] * row[a] * row[b]);
                }
            }
        }
        for (int a = 0; a < count; a++) {
            normal.add(a, a, a == 0 ? FIRM : RIDGE);
        }
        var solved = new DMatrixRMaj(count, 1);
        CommonOps_DDRM.solve(normal, right, solved);
        return new TrainingEfficiency(
                IntStream.range(0, count).mapToObj(a -> solved.get(a, 0)).toList());
    }

    /** One; how far the chip outruns its links; the same where the model is small; experts; more nodes than a slow chip's links bear. */
    private static double[] features(TrainingCase run) {
        double fast = Math.max(0, Math.log(run.chip().bf16Tflops() / BALANCED_TFLOPS));
        double small = Math.min(0, Math.log(run.activeB() / LARGE_B));
        double bytesB = BYTES_PER_PARAMETER * run.activeB();
        double nodes = bytesB / (NODE_CHIPS * CHIP_GB);
        return new double[] {
            1, fast, fast * small, run.activeB() < run.paramsB() ? 1 : 0, fast > 0 ? 0 : Math.log(Math.max(1, nodes))
        };
    }

    private double dot(double[] features) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += weights.get(i) * features[i];
        }
        return sum;
    }
}
