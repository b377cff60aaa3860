package io.negawatt.app.cli;

import io.negawatt.app.report.FrontierPlot;
import io.negawatt.app.report.FrontierReport;
import io.negawatt.app.report.ServingScreen;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.estimate.CaseFile;
import io.negawatt.core.estimate.Deployment;
import io.negawatt.core.estimate.InferenceEstimator;
import io.negawatt.core.estimate.ServingSystem;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.advise.ArrivalTrace;
import io.negawatt.plan.advise.ServingChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt advise serving}: what to serve a model on for the requests of a trace, under a wish for the time per token. */
@Command(name = "serving")
final class AdviseServingCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("serving", AdviseServingCommand::new);

    /** Those that were metered, and common ones beside them. */
    private static final String DEVICES = "b200-sxm,h200-sxm,h100-sxm,a100-sxm-80,l40s";

    private final Session session;

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Option(names = "--requests", paramLabel = "FILE", required = true)
    private Path requests = Path.of("");

    @Option(names = "--itl", paramLabel = "TIME")
    private String itl = "100 ms";

    @Option(names = "--p", paramLabel = "SHARE")
    private String share = "0.95";

    @Option(names = "--wait", paramLabel = "TIME")
    private String wait = "1 s";

    @Option(names = "--most-gpus", paramLabel = "N")
    private String mostGpus = "64";

    @Option(names = "--pue", paramLabel = "PUE")
    private @Nullable String pue;

    @Option(names = "--measured", paramLabel = "FILE")
    private @Nullable Path measured;

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Mixin
    private JsonOption json = new JsonOption();

    AdviseServingCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        json.check();
        if (model.cells.isEmpty()) {
            throw BadInputException.of("cli.advise.serving.noModel");
        }
        var catalog = Catalog.load();
        var trace = ArrivalTrace.read(requests);
        var choice = ServingChoice.of(
                trace,
                estimator(catalog),
                new ServingSystem(catalog, SiteOptions.pueOrNone(pue)),
                deployments(catalog),
                wish());
        if (choice.options().isEmpty()) {
            throw BadInputException.of("cli.advise.serving.tooMuch", mostGpus);
        }
        var screen = new ServingScreen(session.lang(), trace, choice);
        json.write(session, screen.json());
        if (report != null) {
            write(report, choice);
        }
        if (!json.toStandardOutput()) {
            screen.lines(session.width()).forEach(session.out()::println);
        }
        return choice.best().isPresent() ? 0 : 1;
    }

    private InferenceEstimator estimator(Catalog catalog) {
        var estimator = InferenceEstimator.shipped();
        return measured == null ? estimator : estimator.told(CaseFile.read(measured), catalog);
    }

    /** {@return the model on one of each device; how many of them is to be found out} */
    private List<Deployment> deployments(Catalog catalog) {
        return Arrays.stream(model.device().orElse(DEVICES).split(","))
                .map(String::strip)
                .map(device -> model.on(catalog, device))
                .toList();
    }

    private ServingChoice.Wish wish() {
        double part = SiteOptions.number("--p", share);
        if (!(part > 0 && part <= 1)) {
            throw BadInputException.of("cli.advise.serving.share", share);
        }
        double most = SiteOptions.number("--most-gpus", mostGpus);
        if (most < 1) {
            throw BadInputException.of("cli.advise.serving.mostGpus", mostGpus);
        }
        return new ServingChoice.Wish(seconds(itl, "ms"), part, seconds(wait, "s"), (int) most);
    }

    private static double seconds(String text, String unit) {
        return Quantities.duration(text, unit).toNanos() * 1e-9;
    }

    private void write(Path file, ServingChoice choice) {
        try {
            Files.writeString(file, FrontierReport.html(FrontierPlot.ofChoice(choice), session.lang()));
            session.err().println(session.text("cli.calibrate.wrote", file));
        } catch (IOException e) {
            throw new BadInputException(Message.of("estimate.bad.write", file), e);
        }
    }
}
