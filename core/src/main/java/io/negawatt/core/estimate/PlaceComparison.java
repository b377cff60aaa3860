package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.catalog.Link;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.DataSize;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Optional;

/**
 * A request served at one place: on a device where its user is, or on one in a data center, to which question and answer travel.
 *
 * @param device where it is served
 * @param estimate what serving takes; empty where the model cannot be served there
 * @param transferJ energy of sending question and answer over the network, in J; none where the device is with its user
 * @param requestJ energy of a request with everything: device, what stands around it, site and network, in J
 * @param refused why it cannot be served there
 */
public record PlaceComparison(
        Datasheet device,
        Optional<InferenceEstimate> estimate,
        Interval transferJ,
        Optional<Interval> requestJ,
        Optional<Message> refused) {
    /** Letters of a token of English text, one byte each; assumed. */
    private static final double BYTES_PER_TOKEN = 4;
    /** Names, keys and frames of a request and its answer; assumed. */
    private static final double PROTOCOL_BYTES = 2_000;
    /** A photograph of a telephone, and a short clip; assumed. */
    private static final double PICTURE_BYTES = 500_000;

    private static final double CLIP_BYTES = 5_000_000;

    /**
     * How places are compared.
     *
     * @param link network to the data center
     * @param moved question and answer; those of the task where empty
     * @param edgeBatch sequences that a device with its user decodes at once: those of one person
     */
    public record Terms(Link link, Optional<DataSize> moved, double edgeBatch) {}

    /** {@return the places in the order of {@code devices}; those that cannot serve the model say why} */
    public static List<PlaceComparison> of(
            Deployment deployment,
            List<Datasheet> devices,
            InferenceEstimator estimator,
            ServingSystem system,
            Terms terms) {
        return devices.stream()
                .map(device -> at(deployment, device, estimator, system, terms))
                .toList();
    }

    private static PlaceComparison at(
            Deployment deployment, Datasheet device, InferenceEstimator estimator, ServingSystem system, Terms terms) {
        var there = device.isEdge()
                ? deployment.withGpus(1).withDevice(device).withMaxSequences(terms.edgeBatch)
                : deployment.withDevice(device);
        var transferJ = device.isEdge() ? Interval.ZERO : transferJ(deployment, terms);
        try {
            Footprint.of(there).mustFit(there);
        } catch (BadInputException e) {
            return new PlaceComparison(device, Optional.empty(), transferJ, Optional.empty(), Optional.of(e.text()));
        }
        var estimate = estimator.estimate(there);
        var served = system.joulesPerToken(estimate).times(there.outputTokens());
        return new PlaceComparison(
                device, Optional.of(estimate), transferJ, Optional.of(served.plus(transferJ)), Optional.empty());
    }

    private static Interval transferJ(Deployment deployment, Terms terms) {
        double bytes = terms.moved.map(DataSize::bytes).orElseGet(() -> usualBytes(deployment));
        return terms.link.jPerBit().times(bytes * Byte.SIZE);
    }

    /** {@return bytes of a usual request of the task with its answer} */
    static double usualBytes(Deployment deployment) {
        double text =
                deployment.inputTokens().orElse(deployment.task().inputTokens().priorMid()) + deployment.outputTokens();
        double media = switch (deployment.task()) {
            case CHAT, REASONING -> 0;
            case IMAGE -> PICTURE_BYTES;
            case VIDEO -> CLIP_BYTES;
        };
        return media > 0
                ? media + deployment.outputTokens() * BYTES_PER_TOKEN + PROTOCOL_BYTES
                : text * BYTES_PER_TOKEN + PROTOCOL_BYTES;
    }
}
