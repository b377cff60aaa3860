package io.negawatt.plan.optimize;

import io.negawatt.plan.optimize.SiteBattery.Setting;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of docs/site-plan-results.md. Started as a program with the folder of the reference data and a file, it writes them.
 * Times are CPU times of the one thread that solves.
 */
final class SitePlans {
    private SitePlans() {}

    /** Writes the tables as Markdown. */
    public static void main(String[] args) throws IOException {
        var lines = new ArrayList<String>();
        solving(lines);
        battery(lines, Path.of(args[0]).resolve("grid"));
        lines.add("");
        exact(lines);
        try (var out = new PrintStream(Files.newOutputStream(Path.of(args[1])), false, StandardCharsets.UTF_8)) {
            lines.forEach(out::println);
        }
    }

    private static void exact(List<String> lines) {
        int same = 0;
        for (long seed = 0; seed < 2000; seed++) {
            var small = SiteCases.small(seed);
            double least = SiteBruteForce.leastCost(small.problem(), small.perKwh());
            var plan = new LeastCostSite().plan(small.problem());
            same += Double.isInfinite(least)
                    ? plan.breaches().isEmpty() ? 0 : 1
                    : plan.breaches().isEmpty() && Math.abs(plan.cost() - least) <= 1e-6 * (1 + Math.abs(least))
                            ? 1
                            : 0;
        }
        int kept = 0;
        int broken = 0;
        for (long seed = 0; seed < 10_000; seed++) {
            var problem = SiteCases.any(seed);
            var plan = new LeastCostSite().plan(problem);
            kept += SiteCheck.faults(problem, plan).isEmpty() ? 1 : 0;
            broken += plan.breaches().isEmpty() ? 0 : 1;
        }
        lines.add("| check | instances | held |");
        lines.add("|---|---:|---:|");
        lines.add("| cost equals that of trying everything | 2000 | %d |".formatted(same));
        lines.add("| every rule kept, or said to be broken and by how much (%d of them cannot be kept) | 10000 | %d |"
                .formatted(broken, kept));
    }

    private static void solving(List<String> lines) {
        lines.add("| site | slots | CPU time, s | proven gap |");
        lines.add("|---|---:|---:|---:|");
        new LeastCostSite().plan(SiteCases.week(1, 2, false));
        row(lines, "a week at 5 min, 20 jobs that may not pause", SiteCases.days(7, 12, 20, false));
        row(lines, "a week at 5 min, 20 jobs that may pause", SiteCases.days(7, 12, 20, true));
        row(lines, "30 days at 1 h, 20 jobs a week that may not pause", SiteCases.days(30, 1, 85, false));
        double month = row(lines, "30 days at 1 h, 20 jobs a week that may pause", SiteCases.days(30, 1, 85, true));
        double year = row(lines, "365 days at 1 h, 20 jobs a week that may pause", SiteCases.days(365, 1, 1040, true));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT, "Growth from a month to a year: n^%.2f.", Math.log(year / month) / Math.log(365.0 / 30)));
        lines.add("");
    }

    private static double row(List<String> lines, String name, SiteProblem problem) {
        var clock = ManagementFactory.getThreadMXBean();
        long began = clock.getCurrentThreadCpuTime();
        var plan = new LeastCostSite().plan(problem);
        double seconds = (clock.getCurrentThreadCpuTime() - began) * 1e-9;
        if (!SiteCheck.faults(problem, plan).isEmpty()) {
            throw new IllegalStateException(SiteCheck.faults(problem, plan).getFirst());
        }
        lines.add(String.format(
                Locale.ROOT, "| %s | %d | %.2f | %.4f %% |", name, problem.slots(), seconds, 100 * plan.gap()));
        return seconds;
    }

    private static void battery(List<String> lines, Path grid) {
        lines.add("| market | forecast | setting | days | share of perfect foresight | greedy, same forecast |");
        lines.add("|---|---|---|---:|---:|---:|");
        for (String market : List.of("DE", "NP")) {
            for (boolean columns : List.of(false, true)) {
                var prices = columns ? SiteBattery.columns(grid, market) : SiteBattery.own(grid, market);
                for (var setting : Setting.values()) {
                    var profits = SiteBattery.run(prices, setting);
                    lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %d | %.3f | %.3f |",
                            market,
                            columns ? "published columns" : "our own alone",
                            setting.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            profits.days(),
                            profits.share(),
                            profits.greedyShare()));
                }
            }
        }
    }
}
