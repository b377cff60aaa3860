package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.Datasheet;
import io.negawatt.core.catalog.Llm;
import io.negawatt.core.text.BadInputException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a {@link Deployment} from a case.
 *
 * <p>Columns: {@code model_id} or {@code total_params_billions} with {@code activated_params_billions} and {@code architecture};
 * {@code gpu_model}, {@code num_gpus}, {@code tensor_parallel}, {@code expert_parallel}, {@code data_parallel}, {@code
 * weight_precision}, {@code max_num_seqs}, {@code task}, {@code input_len}, {@code avg_output_len}. Columns of measured figures
 * are not read. What is wrong is refused with its column. Thread-safe.
 */
public final class DeploymentReader {
    /** How far parameters that a case gives may lie from those of the shape that its name leads to. */
    private static final double SAME_SIZE = 1.2;

    private final Catalog catalog;
    /** What names led to: files name few models and devices many times. */
    private final Map<String, Optional<Llm>> models = new ConcurrentHashMap<>();

    private final Map<String, Datasheet> devices = new ConcurrentHashMap<>();

    public DeploymentReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /** {@return the deployment of a case, which fits into the memory of its devices} */
    public Deployment read(CaseRow row) {
        var deployment = readUnchecked(row);
        Footprint.of(deployment).mustFit(deployment);
        return deployment;
    }

    /** {@return the deployment of a case, whether it fits into the memory of its devices or not: see {@link Deployment#fits}} */
    public Deployment readUnchecked(CaseRow row) {
        var task = row.text("task").flatMap(Task::find).orElse(Task.CHAT);
        int gpus = row.count("num_gpus", 1);
        var named = row.text("model_id")
                .flatMap(name -> models.computeIfAbsent(name, catalog::llm))
                .filter(model -> sameSize(model, row));
        var model = named.orElseGet(() -> shape(row));
        boolean moe = model.experts() > 0;
        int dataParallel = row.count("data_parallel", 1);
        int tensorParallel = row.count("tensor_parallel", moe ? 1 : gpus / Math.max(1, dataParallel));
        return new Deployment(
                model,
                named.isPresent(),
                devices.computeIfAbsent(row.needed("gpu_model"), catalog::datasheet),
                row.text("weight_precision").map(Precision::of).orElse(Precision.BFLOAT16),
                gpus,
                tensorParallel,
                row.count("expert_parallel", 1),
                dataParallel,
                row.neededPositive("max_num_seqs"),
                task,
                row.positive("input_len"),
                row.positive("avg_output_len").orElse(task.usualOutputTokens()));
    }

    private static boolean sameSize(Llm model, CaseRow row) {
        var total = row.positive("total_params_billions");
        checkActive(row, total);
        double ratio = total.orElse(model.totalB()) / model.totalB();
        return ratio < SAME_SIZE && ratio > 1 / SAME_SIZE;
    }

    private static void checkActive(CaseRow row, OptionalDouble total) {
        var active = row.positive("activated_params_billions");
        if (total.isPresent() && active.isPresent() && active.getAsDouble() > total.getAsDouble()) {
            throw BadInputException.of(
                    "estimate.bad.active",
                    row.text("activated_params_billions").orElse(""),
                    row.text("total_params_billions").orElse(""));
        }
    }

    private Llm shape(CaseRow row) {
        if (row.text("total_params_billions").isEmpty() && row.text("model_id").isPresent()) {
            return catalog.knownLlm(row.needed("model_id"));
        }
        double total = row.neededPositive("total_params_billions");
        var active = row.positive("activated_params_billions");
        checkActive(row, OptionalDouble.of(total));
        return GuessedShape.of(row.text("architecture").orElse(""), total, active.orElse(total));
    }
}
