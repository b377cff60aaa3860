package io.negawatt.app.cli;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.DeploymentReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which model is served on which device. They are kept under the names of the columns that say the same in a file. */
final class ModelOptions {
    final Map<String, String> cells = new LinkedHashMap<>();

    @Option(names = "--model", paramLabel = "NAME")
    void model(String value) {
        cells.put("model_id", value);
    }

    @Option(names = "--architecture", paramLabel = "dense|moe|hybrid")
    void architecture(String value) {
        cells.put("architecture", value);
    }

    @Option(names = "--params", paramLabel = "BILLIONS")
    void params(String value) {
        cells.put("total_params_billions", value);
    }

    @Option(names = "--active", paramLabel = "BILLIONS")
    void active(String value) {
        cells.put("activated_params_billions", value);
    }

    @Option(names = "--precision", paramLabel = "NAME")
    void precision(String value) {
        cells.put("weight_precision", value);
    }

    @Option(names = "--gpu", paramLabel = "NAME")
    void gpu(String value) {
        cells.put("gpu_model", value);
    }

    @Option(names = "--task", paramLabel = "NAME")
    void task(String value) {
        cells.put("task", value);
    }

    /** {@return the device as it was typed} */
    Optional<String> device() {
        return Optional.ofNullable(cells.get("gpu_model"));
    }

    /** {@return the model on devices of this kind, whether they are large enough or not} */
    Deployment on(Catalog catalog, String device) {
        var other = new LinkedHashMap<>(cells);
        other.put("gpu_model", device);
        other.putIfAbsent("max_num_seqs", DeploymentOptions.USUAL_BATCH);
        return new DeploymentReader(catalog).readUnchecked(new CaseRow(0, other));
    }
}
