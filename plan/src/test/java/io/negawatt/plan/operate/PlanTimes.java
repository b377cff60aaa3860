package io.negawatt.plan.operate;

import com.sun.management.OperatingSystemMXBean;
import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.replay.Regret;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.site.LeastCostSite;
import io.negawatt.plan.site.SiteCases;
import io.negawatt.plan.site.SiteCheck;
import io.negawatt.plan.site.SiteProblem;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * How long plans take and how good they are proven to be, as rows of Markdown. Started with the folder of the reference data, it
 * times the year of training jobs too. CPU time is that of the whole process, with its compiler and collector.
 */
final class PlanTimes {
    private static final double MONTHS = 365.0 / 30;
    private static final int REPEATS = 5;

    private final PrintStream out;
    private final OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private PlanTimes(PrintStream out) {
        this.out = out;
    }

    /** Prints the table. */
    public static void main(String[] args) {
        var times = new PlanTimes(System.out);
        times.out.println("| problem | CPU time, s | wall time, s | proven gap |");
        times.out.println("|---|---:|---:|---:|");
        new LeastCostSite().plan(SiteCases.week(1, 2, false));
        if (args.length > 0) {
            times.jobs(Path.of(args[0]).resolve("grid"));
        }
        times.zones();
        times.sites();
    }

    private void jobs(Path data) {
        var year = Regret.of(data, "DE").problem();
        double month = row("a month of training jobs, 30 min, capacity 45", () -> gap(first(year, 30)));
        growth(month, row("a year of training jobs, 30 min, capacity 45", () -> gap(year)));
    }

    private static JobProblem first(JobProblem year, int days) {
        var end = year.slots().start().plus(Duration.ofDays(days));
        var jobs =
                year.jobs().stream().filter(job -> !job.deadline().isAfter(end)).toArray(Job[]::new);
        return year.with(List.of(jobs));
    }

    private void zones() {
        row("100 zones × a week × 1,000 jobs, 20 devices a zone", () -> gap(Instances.week(100, 1000, 20)));
        row("100 zones × a week × 1,000 jobs, 4 devices a zone", () -> gap(Instances.week(100, 1000, 4)));
    }

    private void sites() {
        row("site, a week at 5 min, 20 jobs that may not pause", () -> gap(SiteCases.days(7, 12, 20, false)));
        row("site, a week at 5 min, 20 jobs that may pause", () -> gap(SiteCases.days(7, 12, 20, true)));
        double month = row("site, 30 days at 1 h, 85 jobs that may pause", () -> gap(SiteCases.days(30, 1, 85, true)));
        growth(
                month,
                row("site, 365 days at 1 h, 1,040 jobs that may pause", () -> gap(SiteCases.days(365, 1, 1040, true))));
        double whole =
                row("site, 30 days at 1 h, 85 jobs that may not pause", () -> gap(SiteCases.days(30, 1, 85, false)));
        growth(
                whole,
                row(
                        "site, 365 days at 1 h, 1,040 jobs that may not pause",
                        () -> gap(SiteCases.days(365, 1, 1040, false))));
    }

    private void growth(double month, double year) {
        out.printf(
                Locale.ROOT,
                "| growth from a month to a year: n^%.2f | | | |%n",
                Math.log(year / month) / Math.log(MONTHS));
    }

    private static double gap(JobProblem problem) {
        return Planner.plan(problem).gap();
    }

    private static double gap(SiteProblem problem) {
        var plan = new LeastCostSite().plan(problem);
        if (!SiteCheck.faults(problem, plan).isEmpty()) {
            throw new IllegalStateException(SiteCheck.faults(problem, plan).getFirst());
        }
        return plan.gap();
    }

    /** Short ones are taken again, so that the compiler's first look does not count; {@return CPU time, s} */
    private double row(String name, DoubleSupplier plan) {
        double gap = 0;
        var cpu = new double[REPEATS];
        var wall = new double[REPEATS];
        int done = 0;
        while (done < REPEATS && (done < 1 || wall[0] < 3)) {
            long cpuBegan = machine.getProcessCpuTime();
            long began = System.nanoTime();
            gap = plan.getAsDouble();
            wall[done] = (System.nanoTime() - began) * 1e-9;
            cpu[done++] = (machine.getProcessCpuTime() - cpuBegan) * 1e-9;
        }
        double cpuS = Arrays.stream(cpu, 0, done).min().orElseThrow();
        double wallS = Arrays.stream(wall, 0, done).min().orElseThrow();
        out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.4f %% |%n", name, cpuS, wallS, 100 * gap);
        return cpuS;
    }
}
