package io.negawatt.app.cli;

import io.negawatt.app.report.FrontierPlot;
import io.negawatt.app.report.FrontierReport;
import io.negawatt.app.report.InferenceScreen;
import io.negawatt.app.report.PlaceScreen;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.Advice;
import io.negawatt.core.estimate.CaseFile;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.PlaceComparison;
import io.negawatt.core.estimate.RowEstimates;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
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

    @Mixin
    private DeploymentOptions deployment = new DeploymentOptions();

    @Option(names = "--measured", paramLabel = "FILE")
    private @Nullable Path measured;

    @Option(names = "--wish", paramLabel = "TIME")
    private @Nullable String wish;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Option(names = "--pue", paramLabel = "PUE")
    private @Nullable String pue;

    @Option(names = "--compare", paramLabel = "DEVICE,…")
    private @Nullable String compare;

    @Option(names = "--link", paramLabel = "NAME")
    private String link = "fixed";

    @Option(names = "--moved", paramLabel = "SIZE")
    private @Nullable String moved;

    @Option(names = "--edge-batch", paramLabel = "N")
    private String edgeBatch = "1";

    @Mixin
    private RowsOptions rows = new RowsOptions();

    @Mixin
    private JsonOption json = new JsonOption();

    EstimateInferCommand(Session session) {
        this.session = session;
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
        if (!deployment.isGiven()) {
            throw BadInputException.of("cli.estimate.infer.nothing");
        }
        return compare == null ? estimate(catalog, estimator) : compare(catalog, estimator, compare);
    }

    private int estimate(Catalog catalog, InferenceEstimator estimator) {
        var described = deployment.deployment(catalog);
        var screen = new InferenceScreen(session.lang(), estimator, system(catalog));
        var lines = wish == null
                ? screen.lines(described, session.width())
                : screen.choice(described, wishS(wish), session.width());
        json.writeTree(session, screen.json(described));
        new Output("--report", report)
                .write(
                        session,
                        () -> FrontierReport.html(
                                FrontierPlot.ofBatches(new Advice(estimator).frontier(described), estimator.metered()),
                                session.lang()));
        if (!json.toStandardOutput()) {
            lines.forEach(session.out()::println);
        }
        return 0;
    }

    private int compare(Catalog catalog, InferenceEstimator estimator, String names) {
        var devices = Arrays.stream(names.split(","))
                .map(String::strip)
                .map(catalog::datasheet)
                .toList();
        var terms = new PlaceComparison.Terms(
                catalog.link(link),
                Optional.ofNullable(moved).map(size -> Quantities.dataSize(size, "kB")),
                SiteOptions.number("--edge-batch", edgeBatch));
        var described = deployment.on(catalog, devices.getFirst().id());
        var places = PlaceComparison.of(described, devices, estimator, system(catalog), terms);
        var screen = new PlaceScreen(session.lang(), places, terms);
        json.write(session, screen.json());
        if (!json.toStandardOutput()) {
            screen.lines(session.width()).forEach(session.out()::println);
        }
        return 0;
    }

    private ServingSystem system(Catalog catalog) {
        return new ServingSystem(catalog, SiteOptions.pueOrNone(pue));
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
