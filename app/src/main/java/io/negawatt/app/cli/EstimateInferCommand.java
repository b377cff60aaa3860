package io.negawatt.app.cli;

import io.negawatt.app.report.FrontierReport;
import io.negawatt.app.report.InferenceScreen;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.Advice;
import io.negawatt.core.estimate.CaseFile;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.DeploymentReader;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.RowEstimates;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt estimate infer}: energy and time of inference, for one deployment or for the rows of a file. */
@Command(name = "infer")
final class EstimateInferCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("infer", EstimateInferCommand::new);

    private final Session session;

    /** What the options say, under the names of the columns that say the same in a file. */
    private final Map<String, String> cells = new LinkedHashMap<>();

    @Option(names = "--measured", paramLabel = "FILE")
    private @Nullable Path measured;

    @Option(names = "--wish", paramLabel = "TIME")
    private @Nullable String wish;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Option(names = "--pue", paramLabel = "PUE")
    private @Nullable String pue;

    @Mixin
    private RowsOptions rows = new RowsOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    EstimateInferCommand(Session session) {
        this.session = session;
    }

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

    @Option(names = "--gpus", paramLabel = "N")
    void gpus(String value) {
        cells.put("num_gpus", value);
    }

    @Option(names = "--tensor-parallel", paramLabel = "N")
    void tensorParallel(String value) {
        cells.put("tensor_parallel", value);
    }

    @Option(names = "--expert-parallel", paramLabel = "N")
    void expertParallel(String value) {
        cells.put("expert_parallel", value);
    }

    @Option(names = "--data-parallel", paramLabel = "N")
    void dataParallel(String value) {
        cells.put("data_parallel", value);
    }

    @Option(names = "--batch", paramLabel = "N")
    void batch(String value) {
        cells.put("max_num_seqs", value);
    }

    @Option(names = "--task", paramLabel = "NAME")
    void task(String value) {
        cells.put("task", value);
    }

    @Option(names = "--input", paramLabel = "TOKENS")
    void input(String value) {
        cells.put("input_len", value);
    }

    @Option(names = "--output", paramLabel = "TOKENS")
    void output(String value) {
        cells.put("avg_output_len", value);
    }

    @Override
    public Integer call() {
        json.check();
        new Output("--report", report).check();
        var catalog = Catalog.load();
        var estimator = estimator(catalog);
        if (rows.isGiven()) {
            return rows.run(session, json, cases -> RowEstimates.inference(cases, catalog, estimator));
        }
        if (cells.isEmpty()) {
            throw BadInputException.of("cli.estimate.infer.nothing");
        }
        cells.putIfAbsent("max_num_seqs", "32");
        var deployment = new DeploymentReader(catalog).read(new CaseRow(0, cells));
        var system = new ServingSystem(catalog, pue == null ? OptionalDouble.empty() : SiteOptions.pue(pue));
        var screen = new InferenceScreen(session.lang(), estimator, system);
        var lines = wish == null
                ? screen.lines(deployment, session.width())
                : screen.choice(deployment, wishS(wish), session.width());
        json.writeTree(session, screen.json(deployment));
        new Output("--report", report)
                .write(
                        session,
                        () -> FrontierReport.html(
                                new Advice(estimator).frontier(deployment), estimator.metered(), session.lang()));
        if (!json.toStandardOutput()) {
            lines.forEach(session.out()::println);
        }
        return 0;
    }

    private InferenceEstimator estimator(Catalog catalog) {
        var estimator =
                rows.calibration == null ? InferenceEstimator.shipped() : InferenceEstimator.of(rows.calibration);
        return measured == null ? estimator : estimator.told(CaseFile.read(measured), catalog);
    }

    private static double wishS(String text) {
        return Quantities.duration(text, "ms").toNanos() * 1e-9;
    }
}
