package io.negawatt.core.estimate;

import static io.negawatt.core.estimate.Coefficient.*;

/**
 * Power of a device from the shares of its time that it spends on memory, arithmetic, links and prefill.
 *
 * <p>Each byte and each operation costs a fixed energy, so that a device with more bandwidth a watt of its limit draws a larger
 * part of that limit when it is as busy as another. Towards its limit the device slows its clock: the shares saturate.
 */
final class PowerDraw {
    private static final double H100_BANDWIDTH_PER_WATT = 3.35 / 700;

    private PowerDraw() {}

    /** {@return power of one device, in W, over an iteration of {@code iterationS} with {@code prefillS} of prompt arithmetic} */
    static double watts(Deployment d, Coefficients c, DecodeStep step, double prefillS, double iterationS) {
        var traits = c.traits(d.device().id());
        double limitW = d.device().gpu().maxW();
        double scale = d.device().memoryTbPerS() / limitW / H100_BANDWIDTH_PER_WATT * Trait.of(traits, Trait.POWER);
        double busy = busyS(d, c, step, prefillS) / iterationS * scale;
        double idle = c.of(IDLE) * Trait.of(traits, Trait.IDLE);
        double saturated = busy / Math.cbrt(1 + busy * busy * busy);
        return limitW * Math.min(1, idle + (c.of(POWER_CEILING) - idle) * saturated);
    }

    private static double busyS(Deployment d, Coefficients c, DecodeStep s, double prefillS) {
        double experts = c.of(d.precision() == Precision.FP8 ? POWER_EXPERTS_FP8 : POWER_EXPERTS);
        return c.of(POWER_WEIGHTS) * s.weightsS()
                + experts * s.expertsS()
                + c.of(POWER_CACHE) * s.cacheS()
                + c.of(POWER_COMPUTE) * s.computeS()
                + c.of(POWER_EXPERT_COMPUTE) * s.expertComputeS()
                + c.of(POWER_SLOTS) * s.slotsS()
                + c.of(POWER_LINK) * s.linkS()
                + c.of(POWER_HOST) * s.hostS()
                + c.of(POWER_PREFILL) * prefillS;
    }
}
