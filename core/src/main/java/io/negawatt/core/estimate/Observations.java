package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.text.BadInputException;
import java.nio.file.Path;
import java.util.List;

/** Reads metered rows: the columns of a case, and those of what was measured. */
final class Observations {
    private Observations() {}

    /** {@return the rows of a file, each refused with its line where something is wrong} */
    static List<Observation> read(Path file, Catalog catalog) {
        var deployments = new DeploymentReader(catalog);
        return CaseFile.read(file).rows().stream()
                .map(row -> row(file, row, deployments))
                .toList();
    }

    private static Observation row(Path file, CaseRow row, DeploymentReader deployments) {
        try {
            var deployment = deployments.read(row);
            return new Observation(
                    row.line(),
                    row.text("model_id").orElse(deployment.model().id()),
                    deployment,
                    Footprint.of(deployment),
                    row.neededPositive("energy_per_token_joules"),
                    row.neededPositive("avg_batch_size") / row.neededPositive("output_throughput_tokens_per_sec"),
                    row.neededPositive("median_itl_ms") * 1e-3,
                    row.neededPositive("avg_power_watts") / deployment.gpus());
        } catch (BadInputException e) {
            throw new BadInputException(io.negawatt.core.text.Message.of("estimate.bad.row", file, row.line(), e.text()), e);
        }
    }
}
