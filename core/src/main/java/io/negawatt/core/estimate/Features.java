package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Llm;

/** Where a deployment lies among others, as a vector whose unit is the distance at which two still tell of each other. */
final class Features {
    private static final double KIND = 1.5;

    private Features() {}

    static double[] of(Deployment d) {
        var model = d.model();
        return new double[] {
            Math.log(d.maxSequences() * d.dataParallel()) / 1.5,
            Math.log(d.gpus()),
            Math.log(d.device().memoryTbPerS() / 3.35) / Math.log(2) * 1.25,
            Math.log(d.outputTokens()) / 1.2,
            Math.log(model.activeB()) / 1.2,
            Math.log(model.totalB()) / 1.5,
            is(model.kindOfBlocks() == Llm.Kind.MOE),
            is(d.precision() == Precision.FP8),
            is(d.precision() == Precision.MXFP4),
            is(model.kindOfBlocks() == Llm.Kind.HYBRID),
            is(d.task().hasMedia()),
        };
    }

    private static double is(boolean holds) {
        return holds ? KIND : 0;
    }
}
