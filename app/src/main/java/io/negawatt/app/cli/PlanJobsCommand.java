package io.negawatt.app.cli;

import io.negawatt.app.report.JobsReport;
import io.negawatt.app.report.JobsView;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.JobsFile;
import io.negawatt.plan.jobs.LinksFile;
import io.negawatt.plan.jobs.TransferLink;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.replay.ForecastOutlook;
import io.negawatt.plan.replay.Replay;
import io.negawatt.plan.schedule.JobOptimizers;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code negawatt plan jobs}: when and where jobs should run. The rates of the files are taken as known, or, with
 * {@code --forecast}, plans are made hour by hour from what was known then, and measured against the best in hindsight.
 */
@Command(name = "jobs")
final class PlanJobsCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("jobs", PlanJobsCommand::new);

    private final Session session;

    @Option(names = "--jobs", paramLabel = "FILE")
    @Nullable
    private Path jobsFile;

    @Option(names = "--carbon", paramLabel = "FILE")
    @Nullable
    private Path carbon;

    @Option(names = "--marginal", paramLabel = "FILE")
    @Nullable
    private Path marginal;

    @Option(names = "--price", paramLabel = "FILE")
    @Nullable
    private Path price;

    @Option(names = "--price-unit", paramLabel = "UNIT")
    private String priceUnit = "";

    @Option(names = "--zone", paramLabel = "ZONE", split = ",")
    private List<String> zones = new ArrayList<>();

    @Option(names = "--links", paramLabel = "FILE")
    @Nullable
    private Path links;

    @Option(names = "--start", paramLabel = "TIME")
    @Nullable
    private String start;

    @Option(names = "--clock", paramLabel = "ZONE")
    @Nullable
    private String clock;

    @Option(names = "--slot", paramLabel = "TIME")
    @Nullable
    private String slot;

    @Option(names = "--capacity", paramLabel = "K")
    @Nullable
    private Integer capacity;

    @Option(names = "--limit", paramLabel = "POWER")
    @Nullable
    private String limit;

    @Option(names = "--interruptible")
    private boolean interruptible;

    @Option(names = "--forecast", paramLabel = "NAME")
    private String forecast = PlanForecasts.PERFECT;

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
    private PlanRunOptions run = new PlanRunOptions();

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    PlanJobsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        json.check();
        credit.check();
        new Output("--out", out).check();
        new Output("--report", html).check();
        if ((jobsFile == null) == !run.isGiven()) {
            throw BadInputException.of("cli.plan.what");
        }
        var jobs = jobsFile == null ? List.of(run.job(session, interruptible)) : JobsFile.read(jobsFile, interruptible);
        var signals = PlanSignals.read(files(), zones);
        var problem = problem(jobs, signals);
        var view = view(problem, signals);
        write(view);
        return run.isGiven() ? run.startIfWanted(session, home, view) : 0;
    }

    private PlanSignals.Files files() {
        return new PlanSignals.Files(
                Optional.ofNullable(carbon),
                Optional.ofNullable(marginal),
                Optional.ofNullable(price),
                "g/kWh",
                priceUnit,
                new SeriesFile.Form(
                        Optional.empty(),
                        Optional.ofNullable(start).map(PlanJobsCommand::instant),
                        Optional.of(Optional.ofNullable(clock)
                                .map(PlanJobsCommand::zone)
                                .orElse(ZoneId.of("UTC")))));
    }

    private JobProblem problem(List<Job> jobs, PlanSignals signals) {
        var slots = JobSlots.of(jobs, signals, Optional.ofNullable(slot).map(Quantities::duration));
        double devices = capacity == null ? Double.POSITIVE_INFINITY : capacity;
        double watts = limit == null
                ? Double.POSITIVE_INFINITY
                : Quantities.power(limit, "W").watts();
        if (devices < 0 || watts < 0) {
            throw BadInputException.of("cli.plan.capacity", devices < 0 ? "--capacity" : "--limit");
        }
        var places = new ArrayList<Zone>();
        for (int i = 0; i < signals.zones().size(); i++) {
            places.add(Zone.of(signals.zones().get(i), devices, watts, signals.rates(slots, i)));
        }
        var between = links == null ? List.<TransferLink>of() : LinksFile.read(links);
        return new JobProblem(
                slots, jobs, places, between, goals.objective(otherwise(), known(signals), signals.currency()));
    }

    private Goal otherwise() {
        return carbon != null ? Goal.CARBON : marginal != null ? Goal.MARGINAL : Goal.COST;
    }

    private Set<Goal> known(PlanSignals signals) {
        var known = EnumSet.of(Goal.PEAK);
        if (carbon != null) {
            known.add(Goal.CARBON);
        }
        if (marginal != null) {
            known.add(Goal.MARGINAL);
        }
        if (!signals.currency().isEmpty()) {
            known.add(Goal.COST);
        }
        return known;
    }

    private JobsView view(JobProblem problem, PlanSignals signals) {
        var asSubmitted = JobOptimizers.named("run-now").plan(problem);
        var hindsight = Planner.plan(problem);
        var plan = PlanForecasts.isPerfect(forecast) ? hindsight : replayed(problem, signals);
        var rules = JobOptimizers.ALL.stream()
                .filter(rule -> !rule.proves() && !rule.id().equals("run-now") && rule.suits(problem))
                .map(rule -> rule.plan(problem))
                .toList();
        return new JobsView(problem, plan, asSubmitted, hindsight, rules, forecast, signals.currency());
    }

    private JobPlan replayed(JobProblem problem, PlanSignals signals) {
        var forecasters = PlanForecasts.of(forecast);
        int longest = problem.jobs().stream()
                .mapToInt(job ->
                        problem.slots().until(job.deadline()) - problem.slots().from(job.release()))
                .max()
                .orElse(1);
        var outlook = new ForecastOutlook(
                problem.slots(), signals.histories(Holidays.NONE), forecasters, Math.max(1, longest) + 2);
        return Replay.run(problem, outlook, Replay.Terms.HOURLY);
    }

    private void write(JobsView view) throws StoreException {
        new Output("--out", out).write(session, () -> PlanJobsFiles.csv(view));
        new Output("--report", html).write(session, () -> JobsReport.html(view, session.lang()));
        credit.write(session, home, () -> PlanCredits.of(view, subject()));
        json.write(session, PlanJobsFiles.json(view));
        if (!json.toStandardOutput()) {
            new PlanJobsScreen(session, view).print(goals.front());
        }
    }

    private String subject() {
        return String.valueOf(jobsFile == null ? "plan jobs --run" : jobsFile.getFileName());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text.length() == 10 ? text + "T00:00:00Z" : text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.forecast.instant", "--start", text), e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.forecast.clock", text), e);
        }
    }
}
