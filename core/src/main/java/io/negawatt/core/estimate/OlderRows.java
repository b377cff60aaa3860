package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that an older serving engine left, on A100 and H100: estimated as they are, without fitting anything to them, to see what
 * the years change.
 */
final class OlderRows {
    static final String FILE = "mlenergy_v2_llm.csv";

    private static final Map<String, String> TASKS = Map.of("chat", "lm-arena-chat", "code", "lm-arena-chat");

    private OlderRows() {}

    /** Logarithms of estimated over metered energy and time of a row. */
    record OldError(String device, boolean media, double energyLog, double tokenLog) {}

    static List<OldError> errors(Path folder, Catalog catalog, InferenceEstimator estimator) {
        var deployments = new DeploymentReader(catalog);
        var errors = new ArrayList<OldError>();
        for (var row : CaseFile.read(folder.resolve(FILE)).rows()) {
            error(row, deployments, estimator).ifPresent(errors::add);
        }
        return List.copyOf(errors);
    }

    private static Optional<OldError> error(CaseRow row, DeploymentReader deployments, InferenceEstimator estimator) {
        boolean media = row.needed("suite").startsWith("mllm");
        Deployment deployment;
        try {
            deployment = deployments.read(new CaseRow(row.line(), cells(row, media)));
        } catch (BadInputException e) {
            // Some of these runs shard across nodes in ways that the columns do not tell, and do not fit as told.
            return Optional.empty();
        }
        var estimate = estimator.estimate(deployment);
        double joules = row.neededPositive("energy_per_request_joules") / row.neededPositive("avg_output_len");
        return Optional.of(new OldError(
                deployment.device().id(),
                media,
                Math.log(estimate.joulesPerToken().mid() / joules),
                Math.log(estimate.tokenS().mid() / row.neededPositive("avg_tpot_s"))));
    }

    private static Map<String, String> cells(CaseRow row, boolean media) {
        int gpus = row.count("tensor_parallel", 1) * row.count("pipeline_parallel", 1);
        var cells = new HashMap<String, String>();
        cells.put("model_id", row.needed("model_id"));
        cells.put("total_params_billions", row.needed("params_billions"));
        cells.put("gpu_model", row.needed("gpu_model"));
        cells.put("num_gpus", String.valueOf(gpus));
        cells.put("max_num_seqs", row.needed("max_batch_size"));
        cells.put("avg_output_len", row.needed("avg_output_len"));
        cells.put("task", media ? "image-chat" : TASKS.getOrDefault(row.needed("task"), "lm-arena-chat"));
        return cells;
    }
}
