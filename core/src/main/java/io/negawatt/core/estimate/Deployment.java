package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.catalog.Llm;
import io.negawatt.core.text.BadInputException;
import java.util.OptionalDouble;

/**
 * A model on devices, and the requests that it serves.
 *
 * @param model shape of the model
 * @param known whether the shape is that of the very model, not one that its size suggests
 * @param device datasheet of the device
 * @param precision how the weights are stored
 * @param gpus devices in all
 * @param tensorParallel devices that share each layer
 * @param expertParallel devices that share the experts
 * @param dataParallel replicas that take requests in turn
 * @param maxSequences sequences that a replica decodes at once, at most
 * @param task what kind of requests
 * @param inputTokens mean tokens of a prompt; that of the task where empty
 * @param outputTokens mean tokens of an answer
 */
public record Deployment(
        Llm model,
        boolean known,
        Datasheet device,
        Precision precision,
        int gpus,
        int tensorParallel,
        int expertParallel,
        int dataParallel,
        double maxSequences,
        Task task,
        OptionalDouble inputTokens,
        double outputTokens) {

    public Deployment {
        positive("num_gpus", gpus);
        positive("tensor_parallel", tensorParallel);
        positive("expert_parallel", expertParallel);
        positive("data_parallel", dataParallel);
        positive("max_num_seqs", maxSequences);
        positive("avg_output_len", outputTokens);
        inputTokens.ifPresent(tokens -> positive("input_len", tokens));
        divides("tensor_parallel", tensorParallel, gpus);
        divides("data_parallel", dataParallel, gpus);
        divides("expert_parallel", expertParallel, gpus);
    }

    /** {@return the same with another batch, for a point of a batch curve} */
    public Deployment withMaxSequences(double other) {
        return with(model, device, precision, other, inputTokens, outputTokens);
    }

    /** {@return the same with another shape of model, such as one whose cache is smaller} */
    public Deployment withModel(Llm other) {
        return with(other, device, precision, maxSequences, inputTokens, outputTokens);
    }

    /** {@return the same on another kind of device} */
    public Deployment withDevice(Datasheet other) {
        return with(model, other, precision, maxSequences, inputTokens, outputTokens);
    }

    /** {@return the same with weights of another precision} */
    public Deployment withPrecision(Precision other) {
        return with(model, device, other, maxSequences, inputTokens, outputTokens);
    }

    /** {@return the same for requests of another length} */
    public Deployment withTokens(double input, double output) {
        return with(model, device, precision, maxSequences, OptionalDouble.of(input), output);
    }

    /** {@return whether the weights fit into the memory of the devices} */
    public boolean fits() {
        return Footprint.of(this).fits(this);
    }

    private Deployment with(
            Llm otherModel,
            Datasheet otherDevice,
            Precision otherPrecision,
            double sequences,
            OptionalDouble input,
            double output) {
        return new Deployment(
                otherModel,
                known,
                otherDevice,
                otherPrecision,
                gpus,
                tensorParallel,
                expertParallel,
                dataParallel,
                sequences,
                task,
                input,
                output);
    }

    /** {@return the same on another number of devices, each layer shared by all of them} */
    public Deployment withGpus(int other) {
        boolean moe = model.experts() > 0;
        return new Deployment(
                model,
                known,
                device,
                precision,
                other,
                moe ? 1 : other,
                moe ? other : 1,
                1,
                maxSequences,
                task,
                inputTokens,
                outputTokens);
    }

    private static void positive(String column, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw BadInputException.of("estimate.bad.positive", column, value);
        }
    }

    private static void divides(String column, int part, int gpus) {
        if (gpus % part != 0) {
            throw BadInputException.of("estimate.bad.divides", column, part, gpus);
        }
    }
}
