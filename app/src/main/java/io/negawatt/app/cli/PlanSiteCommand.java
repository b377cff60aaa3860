package io.negawatt.app.cli;

import io.negawatt.app.report.SitePlanReport;
import io.negawatt.app.report.SitePlanView;
import io.negawatt.app.run.SiteDescription;
import io.negawatt.app.store.SeriesTables;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.optimize.SiteVerification;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code negawatt plan site}: when a site charges, discharges and runs what can wait, and what that saves. Without
 * {@code --forecast} all series are taken as known beforehand; with it the site is planned anew again and again from forecasts,
 * and lives through what really came.
 */
@Command(name = "site")
final class PlanSiteCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("site", PlanSiteCommand::new);
    private static final String KNOWN = "known";
    private static final int HISTORY_DAYS = 56;

    private final Session session;

    @Option(names = "--site", required = true, paramLabel = "FILE")
    private Path siteFile = Path.of("");

    @Option(names = "--price", required = true, paramLabel = "FILE")
    private Path priceFile = Path.of("");

    @Option(names = "--price-column", paramLabel = "COL")
    @Nullable
    private String priceColumn;

    @Option(names = "--carbon", paramLabel = "FILE")
    @Nullable
    private Path carbonFile;

    @Option(names = "--carbon-column", paramLabel = "COL")
    @Nullable
    private String carbonColumn;

    @Option(names = "--marginal-column", paramLabel = "COL")
    @Nullable
    private String marginalColumn;

    @Option(names = "--series", paramLabel = "FILE")
    private List<Path> seriesFiles = new ArrayList<>();

    @Option(names = "--load", paramLabel = "COL")
    @Nullable
    private String load;

    @Option(names = "--solar", paramLabel = "COL")
    @Nullable
    private String solar;

    @Option(names = "--wind", paramLabel = "COL")
    @Nullable
    private String wind;

    @Option(names = "--temperature", paramLabel = "COL")
    @Nullable
    private String temperature;

    @Option(names = "--start", paramLabel = "TIME")
    @Nullable
    private String start;

    @Option(names = "--forecast", paramLabel = "COL|NAME", defaultValue = KNOWN)
    private String forecast = KNOWN;

    @Option(names = "--horizon", paramLabel = "TIME", defaultValue = "48h")
    private String horizon = "48h";

    @Option(names = "--every", paramLabel = "TIME", defaultValue = "6h")
    private String every = "6h";

    @Option(names = "--from", paramLabel = "TIME")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "TIME")
    @Nullable
    private String to;

    @Option(names = "--out", paramLabel = "FILE")
    @Nullable
    private Path out;

    @Option(names = "--report", paramLabel = "FILE")
    @Nullable
    private Path html;

    @Mixin
    private JsonOption json = new JsonOption();

    PlanSiteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        json.check();
        var csv = new Output("--out", out);
        var page = new Output("--report", html);
        csv.check();
        page.check();
        var site = SiteDescription.read(siteFile);
        var prices = read(priceFile, site.zone());
        var files = new ArrayList<SeriesFile>(List.of(prices));
        seriesFiles.forEach(file -> files.add(read(file, site.zone())));
        var inputs = SiteInputs.of(site, columns(site, prices, files));
        var view = forecast.equals(KNOWN) ? known(inputs) : rolled(inputs, prices);
        csv.write(session, () -> PlanSiteFiles.csv(view));
        page.write(session, () -> SitePlanReport.html(view, session.lang()));
        json.write(session, PlanSiteFiles.json(view));
        if (!json.toStandardOutput()) {
            new PlanSiteScreen(session, view).print();
        }
        return 0;
    }

    private SeriesFile read(Path file, ZoneId zone) {
        var begins = Optional.ofNullable(start).map(text -> instant("--start", text));
        return SeriesTables.read(file, new SeriesFile.Form(Optional.empty(), begins, Optional.of(zone)));
    }

    private SiteInputs.Columns columns(SiteDescription site, SeriesFile prices, List<SeriesFile> files) {
        var carbon = Optional.ofNullable(carbonFile).map(file -> read(file, site.zone()));
        String price = priceColumn == null ? only("--price", priceFile, prices) : priceColumn;
        return new SiteInputs.Columns(
                SiteColumn.of(price, "--price-column", List.of(prices)),
                column(load, "--load", files),
                column(solar, "--solar", files),
                column(wind, "--wind", files),
                column(temperature, "--temperature", files),
                carbon.map(file -> SiteColumn.of(
                        carbonColumn == null ? only("--carbon", carbonFile, file) : carbonColumn,
                        "--carbon-column",
                        List.of(file))),
                carbon.flatMap(file -> column(marginalColumn, "--marginal-column", List.of(file))));
    }

    private static Optional<SiteColumn> column(@Nullable String asked, String option, List<SeriesFile> files) {
        return Optional.ofNullable(asked).map(name -> SiteColumn.of(name, option, files));
    }

    /** {@return the only column of a file, else the one that is called like the option} */
    private static String only(String option, @Nullable Path file, SeriesFile table) {
        String usual = option.substring("--".length());
        if (table.columns().size() == 1 || table.columns().contains(usual)) {
            return table.columns().contains(usual) ? usual : table.columns().getFirst();
        }
        throw BadInputException.of(
                "cli.plan.site.column", String.valueOf(file), option, String.join(", ", table.columns()));
    }

    private SitePlanView known(SiteInputs inputs) {
        int first = from == null ? 0 : slot(inputs, "--from", from);
        int end = to == null ? inputs.slots() : slot(inputs, "--to", to);
        checkRange(inputs, first, end, 0);
        var real = inputs.between(first, end);
        return new SitePlanView(
                inputs.site().name(),
                inputs.currency(),
                SiteVerification.known(real),
                Optional.empty(),
                inputs.notes());
    }

    private SitePlanView rolled(SiteInputs inputs, SeriesFile prices) {
        int day = (int) Duration.ofDays(1).dividedBy(inputs.step());
        int first = from == null ? Math.min(HISTORY_DAYS * day, inputs.slots() / 2) : slot(inputs, "--from", from);
        int end = to == null ? inputs.slots() : slot(inputs, "--to", to);
        checkRange(inputs, first, end, 2 * day);
        var rolling = new SiteRolling(
                inputs,
                prices,
                forecast,
                steps("--horizon", horizon, inputs.step()),
                steps("--every", every, inputs.step()));
        var stance = rolling.choose(first);
        var verified = rolling.verify(first, end, stance);
        var notes = new ArrayList<>(inputs.notes());
        rolling.note().ifPresent(notes::add);
        return new SitePlanView(inputs.site().name(), inputs.currency(), verified, Optional.of(stance), notes);
    }

    private void checkRange(SiteInputs inputs, int first, int end, int least) {
        if (first < least || first >= end || end > inputs.slots()) {
            throw BadInputException.of(
                    "cli.plan.site.range",
                    from == null ? "…" : from,
                    to == null ? "…" : to,
                    inputs.start().plus(inputs.step().multipliedBy(least)),
                    inputs.start().plus(inputs.step().multipliedBy(inputs.slots())));
        }
    }

    private static int slot(SiteInputs inputs, String option, String text) {
        return Math.toIntExact(
                Duration.between(inputs.start(), instant(option, text)).dividedBy(inputs.step()));
    }

    private static int steps(String option, String text, Duration step) {
        var length = Quantities.duration(text);
        if (!length.isPositive() || length.toNanos() % step.toNanos() != 0) {
            throw BadInputException.of("cli.forecast.duration", option, text, Quantities.printDuration(step));
        }
        return Math.toIntExact(length.dividedBy(step));
    }

    private static Instant instant(String option, String text) {
        try {
            return Instant.parse(text.length() == "2026-01-01".length() ? text + "T00:00:00Z" : text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.forecast.instant", option, text), e);
        }
    }
}
