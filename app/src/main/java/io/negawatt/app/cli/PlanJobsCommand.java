package io.negawatt.app.cli;

import io.negawatt.app.report.JobsReport;
import io.negawatt.app.report.JobsView;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.optimize.ForecastOutlook;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Job;
import io.negawatt.plan.optimize.JobOptimizer;
import io.negawatt.plan.optimize.JobPlan;
import io.negawatt.plan.optimize.JobProblem;
import io.negawatt.plan.optimize.JobsFile;
import io.negawatt.plan.optimize.LinksFile;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Optimizers;
import io.negawatt.plan.optimize.Planner;
import io.negawatt.plan.optimize.Replay;
import io.negawatt.plan.optimize.Slots;
import io.negawatt.plan.optimize.Zone;
import io.negawatt.plan.signal.SeriesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final Duration FINEST_SLOT = Duration.ofMinutes(5);

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

    @Option(names = "--weights", paramLabel = "GOAL=W", split = ",")
    private Map<String, String> weights = new LinkedHashMap<>();

    @Option(names = "--most", paramLabel = "GOAL=AMOUNT")
    @Nullable
    private String most;

    @Option(names = "--front")
    private boolean front;

    @Option(names = "--out", paramLabel = "FILE")
    @Nullable
    private Path out;

    @Option(names = "--report", paramLabel = "FILE")
    @Nullable
    private Path html;

    @Option(names = "--credit", paramLabel = "FILE")
    @Nullable
    private Path credit;

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
        var slots = slots(jobs, signals);
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
        var between = links == null ? List.<io.negawatt.plan.optimize.TransferLink>of() : LinksFile.read(links);
        return new JobProblem(slots, jobs, places, between, objective(signals));
    }

    /** Slots as long as they can be with every time of the jobs on their grid. */
    private Slots slots(List<Job> jobs, PlanSignals signals) {
        var first = jobs.stream().map(Job::release).min(Instant::compareTo).orElseThrow();
        var last = jobs.stream().map(Job::deadline).max(Instant::compareTo).orElseThrow();
        var step = slot == null ? common(jobs, signals) : Quantities.duration(slot);
        var grid = new Slots(signals.start(), step, 1);
        var from = grid.timeOf(Math.max(0, grid.until(first)));
        var end = last.isBefore(signals.end()) ? last : signals.end();
        int count = Math.toIntExact(Math.ceilDiv(Duration.between(from, end).toNanos(), step.toNanos()));
        int known = Math.toIntExact(Duration.between(from, signals.end()).dividedBy(step));
        if (count < 1 || known < 1) {
            throw BadInputException.of("cli.plan.apart", first, last, signals.start(), signals.end());
        }
        return new Slots(from, step, Math.min(count, known));
    }

    private static Duration common(List<Job> jobs, PlanSignals signals) {
        long nanos = signals.step().toNanos();
        for (var job : jobs) {
            nanos = gcd(nanos, Duration.between(signals.start(), job.release()).toNanos());
            nanos = gcd(nanos, Duration.between(signals.start(), job.deadline()).toNanos());
            nanos = gcd(nanos, job.duration().toNanos());
        }
        return nanos < FINEST_SLOT.toNanos() ? FINEST_SLOT : Duration.ofNanos(nanos);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }

    private Objective objective(PlanSignals signals) {
        var parsed = new EnumMap<Goal, Double>(Goal.class);
        weights.forEach((name, weight) -> {
            double value = SiteOptions.number("--weights", weight);
            if (value < 0) {
                throw BadInputException.of("cli.plan.weight", name, weight);
            }
            parsed.put(goal(name), value);
        });
        if (parsed.isEmpty()) {
            parsed.put(carbon != null ? Goal.CARBON : marginal != null ? Goal.MARGINAL : Goal.COST, 1.0);
        }
        parsed.forEach((goal, weight) -> checkKnown(goal, weight, signals));
        return new Objective(parsed, Optional.ofNullable(most).map(text -> budget(text, signals)));
    }

    private void checkKnown(Goal goal, double weight, PlanSignals signals) {
        boolean known = switch (goal) {
            case CARBON -> carbon != null;
            case MARGINAL -> marginal != null;
            case COST -> !signals.currency().isEmpty();
            case PEAK -> true;
        };
        if (weight > 0 && !known) {
            throw BadInputException.of("cli.plan.unknownGoal", goal.id());
        }
    }

    private Objective.Budget budget(String text, PlanSignals signals) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw BadInputException.of("cli.plan.most", text);
        }
        var goal = goal(text.substring(0, equals));
        String amount = text.substring(equals + 1);
        checkKnown(goal, 1, signals);
        double value = switch (goal) {
            case CARBON, MARGINAL -> Quantities.carbonMass(amount, "g").grams();
            case COST -> Quantities.money(amount, signals.currency()).amount();
            case PEAK -> Quantities.power(amount, "W").watts();
        };
        return new Objective.Budget(goal, value);
    }

    private static Goal goal(String name) {
        return Arrays.stream(Goal.values())
                .filter(goal -> goal.id().equals(name))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "cli.error.choice",
                        "--weights",
                        name,
                        String.join(
                                ", ", Arrays.stream(Goal.values()).map(Goal::id).toList())));
    }

    private JobsView view(JobProblem problem, PlanSignals signals) {
        var asSubmitted = Optimizers.named(JobOptimizer.class, "run-now").plan(problem);
        var hindsight = Planner.plan(problem);
        var plan = PlanForecasts.isPerfect(forecast) ? hindsight : replayed(problem, signals);
        var rules = Optimizers.of(JobOptimizer.class).stream()
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

    private void write(JobsView view) {
        try {
            if (out != null) {
                Files.writeString(out, PlanJobsFiles.csv(view));
            }
            if (credit != null) {
                Files.write(credit, PlanJobsFiles.credit(view));
            }
            if (html != null) {
                JobsReport.write(html, view, session.lang());
            }
        } catch (IOException e) {
            throw new BadInputException(
                    Message.of(
                            "cli.error.json",
                            String.valueOf(e.getMessage()),
                            e.getClass().getSimpleName()),
                    e);
        }
        json.write(session, PlanJobsFiles.json(view));
        if (!json.toStandardOutput()) {
            new PlanJobsScreen(session, view).print(front);
        }
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
