package io.negawatt.plan.optimize;

import io.negawatt.plan.jobs.Instances;
import io.negawatt.plan.jobs.Instances.Kind;
import io.negawatt.plan.schedule.JobOptimizers;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.site.SiteCases;
import io.negawatt.plan.site.SiteOptimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that plans and then tells whether the native part of OR-Tools is in it. */
final class SolverProbe {
    private SolverProbe() {}

    /** Plans by rules and flows where the argument is {@code rules}, else with a solver. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("rules")) {
            byRules();
        } else {
            SiteOptimizers.ALL.getLast().plan(SiteCases.week(1, 1, true));
        }
        System.out.println(isLoaded() ? "loaded" : "not loaded");
    }

    private static void byRules() {
        var problem = Instances.random(Kind.PAUSES, 1);
        for (var rule : JobOptimizers.ALL) {
            if (!rule.proves() && rule.suits(problem)) {
                rule.plan(problem);
            }
        }
        Planner.plan(problem);
        SiteOptimizers.ALL.subList(0, 2).forEach(rule -> rule.plan(SiteCases.week(1, 1, true)));
    }

    /** What a process has mapped, the system lists. */
    private static boolean isLoaded() throws IOException {
        return Files.readString(Path.of("/proc/self/maps")).contains("ortools.so");
    }
}
