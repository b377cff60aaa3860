package io.negawatt.plan.replay;

import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.JobsFile;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.rules.RunNow;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import io.negawatt.plan.tasks.JobOptimizer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The table of docs/plan-quality.md: a year of training jobs on the carbon of six zones, planned hour by hour, as a share of what
 * the best plan in hindsight saves. Started as a program with the folder of the data and a file, it writes the table.
 */
public final class Regret {
    static final List<String> ZONES = List.of("DE", "GB", "FR", "ES", "US-CAL-CISO", "AU-SA");
    private static final Instant START = Instant.parse("2022-01-01T00:00:00Z");
    private static final Duration SLOT = Duration.ofMinutes(30);
    private static final int SLOTS = 17_520;
    private static final int CAPACITY = 45;

    private final Series carbon;
    private final JobProblem problem;
    private final JobPlan asSubmitted;
    private final JobPlan hindsight;

    private Regret(Path data, String zone) {
        var form = new SeriesFile.Form(Optional.empty(), Optional.of(START), Optional.empty());
        this.carbon = SeriesFile.read(data.resolve("carbon/carbon_intensity_2022_hourly_123_zones.csv"), form)
                .column(zone);
        var rates = new double[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            rates[slot] = carbon.value(slot / 2);
        }
        this.problem = new JobProblem(
                new Slots(START, SLOT, SLOTS),
                JobsFile.read(data.resolve("requests/ml_training_jobs_2022.csv"), true),
                Zone.of(zone, CAPACITY, Double.POSITIVE_INFINITY, Rates.ofCarbon(rates)),
                Objective.CARBON);
        this.asSubmitted = new RunNow("run-now").plan(problem);
        this.hindsight = Planner.plan(problem);
    }

    /** {@return the year on the carbon of a zone} */
    public static Regret of(Path data, String zone) {
        return new Regret(data, zone);
    }

    /**
     * A year of plans.
     *
     * @param share of the saving that was possible
     * @param late jobs that were late or left out
     */
    record Result(double share, int late) {}

    public JobProblem problem() {
        return problem;
    }

    JobPlan hindsight() {
        return hindsight;
    }

    Result perfect() {
        return result(Replay.run(problem, ForecastOutlook.perfect(problem), Replay.Terms.HOURLY));
    }

    Result with(List<Forecaster> forecasters) {
        var holidays = Holidays.NONE;
        var source = Source.of(carbon, List.of(), holidays.zone(), holidays);
        var history = new ForecastOutlook.History(Optional.of(source), Optional.empty(), Optional.empty());
        int longest = problem.jobs().stream()
                .mapToInt(job ->
                        problem.slots().until(job.deadline()) - problem.slots().from(job.release()))
                .max()
                .orElse(1);
        var outlook = new ForecastOutlook(problem.slots(), List.of(history), forecasters, longest + 2);
        return result(Replay.run(problem, outlook, Replay.Terms.HOURLY));
    }

    Result rule(JobOptimizer rule) {
        return result(rule.plan(problem));
    }

    private Result result(JobPlan plan) {
        double before = asSubmitted.totals().averageG();
        double possible = before - hindsight.totals().averageG();
        return new Result(
                (before - plan.totals().averageG()) / possible,
                plan.shortfalls().size());
    }

    double possible() {
        return 1 - hindsight.totals().averageG() / asSubmitted.totals().averageG();
    }

    /** Writes the table as Markdown. */
    public static void main(String[] args) throws IOException {
        var lines = new ArrayList<String>();
        lines.add("| zone | possible saving | perfect forecast | best | late | yesterday | last-week |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|");
        double sum = 0;
        for (String zone : ZONES) {
            var regret = of(Path.of(args[0]), zone);
            var best = regret.with(Forecasters.forPlans());
            sum += best.share();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.1f %% | %.4f | %.3f | %d | %.3f | %.3f |",
                    zone,
                    100 * regret.possible(),
                    regret.perfect().share(),
                    best.share(),
                    best.late(),
                    regret.with(List.of(Forecasters.named("yesterday"))).share(),
                    regret.with(List.of(Forecasters.named("last-week"))).share()));
            // Zone by zone, so that a run that is cut short leaves what it has.
            write(Path.of(args[1]), lines);
        }
        lines.add(String.format(Locale.ROOT, "| mean | | | %.3f | | | |", sum / ZONES.size()));
        write(Path.of(args[1]), lines);
    }

    private static void write(Path file, List<String> lines) throws IOException {
        try (var out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            lines.forEach(out::println);
        }
    }
}
