package io.negawatt.app.cli;

import io.negawatt.app.report.SitePlanReport;
import io.negawatt.app.report.SitePlanView;
import io.negawatt.app.run.SiteDescription;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.operate.SiteVerification;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
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

    @Mixin
    private SiteSeriesOptions series = new SiteSeriesOptions();

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
    private GoalOptions goals = new GoalOptions();

    @Mixin
    private CreditOption credit = new CreditOption();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    PlanSiteCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        json.check();
        var csv = new Output("--out", out);
        var page = new Output("--report", html);
        csv.check();
        page.check();
        credit.check();
        var site = SiteDescription.read(siteFile);
        var read = series.read(site);
        var inputs = SiteInputs.of(site, read.columns());
        var objective = goals.objective(Goal.COST, known(inputs), inputs.currency());
        var view = forecast.equals(KNOWN) ? known(inputs, objective) : rolled(inputs, read.prices(), objective);
        csv.write(session, () -> PlanSiteFiles.csv(view));
        page.write(session, () -> SitePlanReport.html(view, session.lang()));
        credit.write(session, home, () -> PlanCredits.of(view));
        json.write(session, PlanSiteFiles.json(view));
        if (!json.toStandardOutput()) {
            new PlanSiteScreen(session, view).print(goals.front());
        }
        return 0;
    }

    private static Set<Goal> known(SiteInputs inputs) {
        var known = EnumSet.of(Goal.COST);
        if (inputs.gramsPerKwh().length > 0) {
            known.add(Goal.CARBON);
        }
        if (inputs.marginalGramsPerKwh().length > 0) {
            known.add(Goal.MARGINAL);
        }
        return known;
    }

    private SitePlanView known(SiteInputs inputs, Objective objective) {
        int first = from == null ? 0 : slot(inputs, "--from", from);
        int end = to == null ? inputs.slots() : slot(inputs, "--to", to);
        checkRange(inputs, first, end, 0);
        var real = inputs.between(first, end);
        return new SitePlanView(
                inputs.site().name(),
                inputs.currency(),
                SiteVerification.known(real, objective),
                Optional.empty(),
                inputs.notes());
    }

    private SitePlanView rolled(SiteInputs inputs, SeriesFile prices, Objective objective) {
        if (objective.budget().isPresent()) {
            throw BadInputException.of("cli.plan.site.most");
        }
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
        var verified = rolling.verify(first, end, stance, objective);
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

    static Instant instant(String option, String text) {
        try {
            return Instant.parse(text.length() == "2026-01-01".length() ? text + "T00:00:00Z" : text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.forecast.instant", option, text), e);
        }
    }
}
