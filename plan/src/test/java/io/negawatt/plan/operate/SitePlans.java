package io.negawatt.plan.operate;

import io.negawatt.plan.operate.SiteBattery.Setting;
import io.negawatt.plan.site.LeastCostSite;
import io.negawatt.plan.site.SiteBruteForce;
import io.negawatt.plan.site.SiteCases;
import io.negawatt.plan.site.SiteCheck;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of docs/site-plan-results.md. Started as a program with the folder of the reference data and a file, it writes them.
 */
final class SitePlans {
    private SitePlans() {}

    /** Writes the tables as Markdown. */
    public static void main(String[] args) throws IOException {
        var lines = new ArrayList<String>();
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
