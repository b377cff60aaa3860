package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Deployments for tests, and rows that a known truth made. */
final class Cases {
    static final Catalog CATALOG = Catalog.load();

    /** Folder of the reference data, where there is one. */
    static final Optional<Path> DATA =
            Optional.ofNullable(System.getenv("NEGAWATT_REFERENCE_DATA")).map(Path::of);

    private Cases() {}

    /** {@return a usual case with some cells of its own, given as column, value, column, value …} */
    static CaseRow row(String... cells) {
        var all = new HashMap<>(Map.of(
                "model_id",
                "Qwen/Qwen3-32B",
                "gpu_model",
                "H100",
                "num_gpus",
                "2",
                "tensor_parallel",
                "2",
                "max_num_seqs",
                "32",
                "avg_output_len",
                "600"));
        for (int i = 0; i < cells.length; i += 2) {
            all.put(cells[i], cells[i + 1]);
        }
        return new CaseRow(7, all);
    }

    static Deployment deployment(String... cells) {
        return new DeploymentReader(CATALOG).read(row(cells));
    }

    /** {@return rows of a few models whose figures are those of the priors times {@code factor}} */
    static List<Observation> rows(double factor) {
        return List.of("Qwen/Qwen3-8B", "google/gemma-3-12b-it", "meta-llama/Llama-3.1-8B-Instruct").stream()
                .flatMap(model -> IntStream.of(8, 32, 128, 256).mapToObj(batch -> metered(model, batch, factor)))
                .toList();
    }

    private static Observation metered(String model, int batch, double factor) {
        var d = deployment(
                "model_id", model, "num_gpus", "1", "tensor_parallel", "1", "max_num_seqs", String.valueOf(batch));
        var serving = Serving.of(d, Footprint.of(d), priors());
        return new Observation(
                batch + model.length() * 1000L,
                model,
                d,
                Footprint.of(d),
                serving.joulesPerToken() * factor,
                serving.tokenS() * factor,
                serving.gapS() * factor,
                serving.watts());
    }

    /** {@return coefficients that nobody has fitted} */
    static Coefficients priors() {
        double[] logs = Coefficients.entries(List.of()).stream()
                .mapToDouble(entry -> Math.log(entry.priorMid()))
                .toArray();
        return new Coefficients(List.of(), logs);
    }
}
