package io.negawatt.app.cli;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.DeploymentReader;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that describe what a model is served on, and how. */
final class DeploymentOptions {
    static final String USUAL_BATCH = "32";

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--gpus", paramLabel = "N")
    void gpus(String value) {
        model.cells.put("num_gpus", value);
    }

    @Option(names = "--tensor-parallel", paramLabel = "N")
    void tensorParallel(String value) {
        model.cells.put("tensor_parallel", value);
    }

    @Option(names = "--expert-parallel", paramLabel = "N")
    void expertParallel(String value) {
        model.cells.put("expert_parallel", value);
    }

    @Option(names = "--data-parallel", paramLabel = "N")
    void dataParallel(String value) {
        model.cells.put("data_parallel", value);
    }

    @Option(names = "--batch", paramLabel = "N")
    void batch(String value) {
        model.cells.put("max_num_seqs", value);
    }

    @Option(names = "--input", paramLabel = "TOKENS")
    void input(String value) {
        model.cells.put("input_len", value);
    }

    @Option(names = "--output", paramLabel = "TOKENS")
    void output(String value) {
        model.cells.put("avg_output_len", value);
    }

    /** {@return whether any was given} */
    boolean isGiven() {
        return !model.cells.isEmpty();
    }

    /** {@return the name of the model as it was typed, for commands} */
    String modelName() {
        return model.cells.getOrDefault("model_id", "MODEL");
    }

    /** {@return the deployment that they describe} */
    Deployment deployment(Catalog catalog) {
        model.cells.putIfAbsent("max_num_seqs", USUAL_BATCH);
        return new DeploymentReader(catalog).read(new CaseRow(0, model.cells));
    }

    /** {@return the same on another kind of device, whether that is large enough or not} */
    Deployment on(Catalog catalog, String device) {
        return model.on(catalog, device);
    }
}
