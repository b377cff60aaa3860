package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Checker;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Tries every plan of a small problem that keeps every deadline, and tells the least score. */
final class BruteForce {
    private final JobProblem problem;
    private final Scoring scoring;
    private final List<List<List<Run>>> ways = new ArrayList<>();
    private double best = Double.POSITIVE_INFINITY;

    private BruteForce(JobProblem problem) {
        this.problem = problem;
        this.scoring = new Scoring(problem);
        problem.jobs().forEach(job -> ways.add(waysOf(job)));
    }

    /** {@return the least score; empty where no plan keeps every condition} */
    static OptionalDouble least(JobProblem problem) {
        var force = new BruteForce(problem);
        force.choose(0, new ArrayList<>(), 0);
        return Double.isInfinite(force.best) ? OptionalDouble.empty() : OptionalDouble.of(force.best);
    }

    private void choose(int job, List<Run> chosen, double score) {
        if (job == ways.size()) {
            finish(chosen);
            return;
        }
        for (var way : ways.get(job)) {
            var more = new ArrayList<>(chosen);
            more.addAll(way);
            if (fits(more)) {
                choose(job + 1, more, score);
            }
        }
    }

    private void finish(List<Run> chosen) {
        var totals = new Bills(problem).totals(chosen);
        var plan = new JobPlan("brute", chosen, totals, 0, 0, List.of(), List.of());
        if (scoring.of(totals) < best && Checker.violations(problem, plan).isEmpty()) {
            best = scoring.of(totals);
        }
    }

    private boolean fits(List<Run> chosen) {
        for (var zone : problem.zones()) {
            for (int slot = 0; slot < problem.slots().count(); slot++) {
                double devices = 0;
                for (var run : chosen) {
                    devices += covers(run, zone, slot) ? run.devices() : 0;
                }
                if (devices > zone.devices()[slot]) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean covers(Run run, Zone zone, int slot) {
        var from = problem.slots().timeOf(slot);
        return run.zone().equals(zone.name())
                && !run.from().isAfter(from)
                && run.to().isAfter(from);
    }

    /** Every pattern of devices over the slots that the checker has nothing against, for the job alone. */
    private List<List<Run>> waysOf(Job job) {
        int most = job.conduct().devices();
        boolean elastic = job.conduct().isElastic();
        int levels = elastic ? most + 1 : 2;
        int slots = problem.slots().count();
        var alone = problem.with(List.of(job.with(job.conduct().after(List.of()))));
        var free = new JobProblem(alone.slots(), alone.jobs(), alone.zones(), alone.links(), Objective.CARBON);
        var found = new ArrayList<List<Run>>();
        for (var zone : problem.zones()) {
            for (int pattern = 1; pattern < Math.pow(levels, slots); pattern++) {
                var runs = runs(job, zone, pattern, levels, elastic ? 1 : most);
                var plan = new JobPlan("brute", runs, Totals.NOTHING, 0, 0, List.of(), List.of());
                if (Checker.violations(free, plan).isEmpty()) {
                    found.add(runs);
                }
            }
        }
        return found;
    }

    private List<Run> runs(Job job, Zone zone, int pattern, int levels, int devices) {
        var runs = new ArrayList<Run>();
        int rest = pattern;
        int before = 0;
        for (int slot = 0; slot < problem.slots().count(); slot++, rest /= levels) {
            int level = rest % levels;
            var to = problem.slots().timeOf(slot + 1);
            if (level > 0 && level == before) {
                var last = runs.removeLast();
                runs.add(new Run(job.id(), zone.name(), last.from(), to, last.devices()));
            } else if (level > 0) {
                runs.add(new Run(job.id(), zone.name(), problem.slots().timeOf(slot), to, level * devices));
            }
            before = level;
        }
        return runs;
    }
}
