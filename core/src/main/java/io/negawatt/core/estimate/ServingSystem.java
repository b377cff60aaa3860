package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.units.Interval;
import java.util.OptionalDouble;

/** What stands around the devices that serve: CPUs, fans, network cards and conversion of the node, and the site. */
public final class ServingSystem {
    private static final double NODE_DEVICES = 8;

    private final Interval restWPerDevice;
    private final Interval pue;

    /**
     * @param pue power usage effectiveness of the site; that of the world where empty
     */
    public ServingSystem(Catalog catalog, OptionalDouble pue) {
        restWPerDevice = catalog.platform("gpu-server-rest").value().times(1 / NODE_DEVICES);
        this.pue = pue.isPresent()
                ? Interval.exactly(pue.getAsDouble())
                : catalog.pue().value();
    }

    /** {@return energy of an output token over devices, their part of the node, and the site, in J} */
    public Interval joulesPerToken(InferenceEstimate estimate) {
        double secondsPerToken = estimate.tokenS().mid() / estimate.batch();
        var rest = restWPerDevice.times(estimate.deployment().gpus() * secondsPerToken);
        return estimate.joulesPerToken().plus(rest).times(pue);
    }
}
