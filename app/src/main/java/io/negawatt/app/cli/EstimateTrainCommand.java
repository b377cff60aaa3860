package io.negawatt.app.cli;

import io.negawatt.app.report.TrainingScreen;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.CaseRow;
import io.negawatt.core.estimate.RowEstimates;
import io.negawatt.core.estimate.TrainingCase;
import io.negawatt.core.estimate.TrainingEstimator;
import io.negawatt.core.text.BadInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt estimate train}: chip-hours, energy and carbon of training, for one run or for the rows of a file. */
@Command(name = "train")
final class EstimateTrainCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("train", EstimateTrainCommand::new);
    private static final double GRAMS_PER_KG = 1000;

    private final Session session;

    /** What the options say, under the names of the columns that say the same in a file. */
    private final Map<String, String> cells = new LinkedHashMap<>();

    @Option(names = "--zone", paramLabel = "ZONE")
    private @Nullable String zone;

    @Mixin
    private RowsOptions rows = new RowsOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    EstimateTrainCommand(Session session) {
        this.session = session;
    }

    @Option(names = "--params", paramLabel = "BILLIONS")
    void params(String value) {
        cells.put("params_B", value);
    }

    @Option(names = "--active", paramLabel = "BILLIONS")
    void active(String value) {
        cells.put("active_params_B", value);
    }

    @Option(names = "--tokens", paramLabel = "BILLIONS")
    void tokens(String value) {
        cells.put("tokens_B", value);
    }

    @Option(names = "--chip", paramLabel = "NAME")
    void chip(String value) {
        cells.put("chip", value);
    }

    @Option(names = "--chips", paramLabel = "N")
    void chips(String value) {
        cells.put("chip_count", value);
    }

    @Option(names = "--chip-hours", paramLabel = "H")
    void chipHours(String value) {
        cells.put("chip_hours", value);
    }

    @Option(names = "--seconds", paramLabel = "S")
    void seconds(String value) {
        cells.put("run_seconds", value);
    }

    @Option(names = "--chip-watts", paramLabel = "W")
    void chipWatts(String value) {
        cells.put("power_per_chip_W", value);
    }

    @Option(names = "--pue", paramLabel = "PUE")
    void pue(String value) {
        cells.put("PUE", value);
    }

    @Option(names = "--precision", paramLabel = "NAME")
    void precision(String value) {
        cells.put("precision", value);
    }

    @Option(names = "--method", paramLabel = "full|lora")
    void method(String value) {
        cells.put("method", value);
    }

    @Override
    public Integer call() {
        json.check();
        var catalog = Catalog.load();
        var estimator = rows.calibration == null
                ? TrainingEstimator.shipped(catalog)
                : TrainingEstimator.of(rows.calibration, catalog);
        if (rows.isGiven()) {
            return rows.run(session, json, cases -> RowEstimates.training(cases, catalog, estimator));
        }
        if (cells.isEmpty()) {
            throw BadInputException.of("cli.estimate.train.nothing");
        }
        if (zone != null) {
            double gramsPerKwh = catalog.location(zone).gramsPerKwh().mid();
            cells.put("kgCO2_per_kWh", String.valueOf(gramsPerKwh / GRAMS_PER_KG));
        }
        var screen = new TrainingScreen(session.lang(), estimator.estimate(run(catalog)));
        json.writeTree(session, screen.json());
        if (!json.toStandardOutput()) {
            screen.lines(session.width()).forEach(session.out()::println);
        }
        return 0;
    }

    private TrainingCase run(Catalog catalog) {
        return TrainingCase.read(new CaseRow(0, cells), catalog);
    }
}
