package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.units.Interval;
import java.util.OptionalDouble;

/** What stands around the devices that serve: CPUs, fans, network cards and conversion of the node, and the site. */
public final class ServingSystem {
    private static final double SERVER_DEVICES = 8;

    private final Interval serverRestW;
    private final Interval nodeRestW;
    private final Interval pue;

    /**
     * @param pue power usage effectiveness of the data center; that of the world where empty
     */
    public ServingSystem(Catalog catalog, OptionalDouble pue) {
        serverRestW = catalog.platform("gpu-server-rest").value().times(1 / SERVER_DEVICES);
        nodeRestW = catalog.platform("node-base").value();
        this.pue = pue.isPresent()
                ? Interval.exactly(pue.getAsDouble())
                : catalog.pue().value();
    }

    /** {@return energy of an output token over devices, their part of the node, and the site, in J} */
    public Interval joulesPerToken(InferenceEstimate estimate) {
        var device = estimate.deployment().device();
        double secondsPerToken = estimate.tokenS().mid() / estimate.batch();
        var rest = restW(device).times(estimate.deployment().gpus() * secondsPerToken);
        return estimate.joulesPerToken().plus(rest).times(pue(device));
    }

    /** {@return power of what stands around one device, in W} */
    public Interval restW(Datasheet device) {
        return switch (device.host()) {
            case SERVER -> serverRestW;
            case NODE -> nodeRestW;
            case NONE -> Interval.ZERO;
        };
    }

    /** {@return power usage effectiveness where a device stands: 1 where that is with its user} */
    public Interval pue(Datasheet device) {
        return device.isEdge() ? Interval.exactly(1) : pue;
    }
}
