package io.negawatt.plan.advise;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.DeploymentReader;
import io.negawatt.core.estimate.InferenceEstimator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Deployments for tests. */
final class Servings {
    static final Catalog CATALOG = Catalog.load();
    static final InferenceEstimator ESTIMATOR = InferenceEstimator.shipped();

    private Servings() {}

    /** {@return a usual deployment with some cells of its own, given as column, value, column, value …} */
    static Deployment deployment(String... cells) {
        var all = new HashMap<>(
                Map.of("model_id", "Qwen/Qwen3-32B", "gpu_model", "H100", "num_gpus", "2", "max_num_seqs", "16"));
        for (int i = 0; i < cells.length; i += 2) {
            all.put(cells[i], cells[i + 1]);
        }
        return new DeploymentReader(CATALOG).read(new CaseRow(0, all));
    }

    static Subject.Serving serving(double wishS, String... cells) {
        return new Subject.Serving(
                CATALOG,
                ESTIMATOR,
                "Qwen/Qwen3-32B",
                deployment(cells),
                OptionalDouble.of(wishS),
                Optional.of("DE"),
                OptionalDouble.empty());
    }
}
