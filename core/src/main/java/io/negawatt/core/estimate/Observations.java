package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import java.nio.file.Path;
import java.util.List;

/** Reads metered rows: the columns of a case, and those of what was measured. */
final class Observations {
    private static final double MS = 1e-3;

    private Observations() {}

    /** {@return the rows of a file, each refused with its line where something is wrong} */
    static List<Observation> read(Path file, Catalog catalog) {
        var deployments = new DeploymentReader(catalog);
        var cases = CaseFile.read(file);
        return cases.rows().stream()
                .map(row -> cases.at(row, r -> row(r, deployments.read(r))))
                .toList();
    }

    private static Observation row(CaseRow row, Deployment deployment) {
        return new Observation(
                row.line(),
                row.text("model_id").orElse(deployment.model().id()),
                deployment,
                Footprint.of(deployment),
                row.neededPositive("energy_per_token_joules"),
                row.neededPositive("avg_batch_size") / row.neededPositive("output_throughput_tokens_per_sec"),
                row.neededPositive("median_itl_ms") * MS,
                row.neededPositive("avg_power_watts") / deployment.gpus());
    }
}
