package io.negawatt.plan.replay;

import io.negawatt.core.text.Message;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Shortfall;
import io.negawatt.plan.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;

/** What was carried out, as a plan in hindsight: adjacent slots joined, lateness told, nothing proved. */
final class Realized {
    private static final double ROUNDING = 1e-6;

    private Realized() {}

    static JobPlan plan(JobProblem problem, List<Run> slots) {
        var runs = joined(problem, slots);
        var totals = new Bills(problem).totals(runs);
        var scoring = new Scoring(problem);
        var hopeless = Tasks.of(problem, scoring);
        var shortfalls = new ArrayList<>(hopeless.hopeless());
        var byJob = runs.stream().collect(Collectors.groupingBy(Run::job));
        for (var task : hopeless.tasks()) {
            var job = problem.jobs().get(task.index());
            var own = byJob.getOrDefault(job.id(), List.of());
            var end = own.stream().map(Run::to).max(Comparator.naturalOrder()).orElse(Instant.MIN);
            var late = end.isAfter(job.deadline()) ? Duration.between(job.deadline(), end) : Duration.ZERO;
            double missing = task.need() - work(problem, job, own);
            if (late.isPositive() || missing > ROUNDING) {
                var step = problem.slots().step();
                var open = Duration.ofNanos(Math.round(Math.max(0, missing) * step.toNanos()));
                shortfalls.add(new Shortfall(job.id(), late, open, Message.of("optimize.short.late", job.id())));
            }
        }
        return new JobPlan(
                "replay", runs, totals, scoring.of(totals), Double.NEGATIVE_INFINITY, shortfalls, hopeless.notes());
    }

    private static double work(JobProblem problem, Job job, List<Run> own) {
        double done = 0;
        for (var run : own) {
            double rate = job.conduct().isElastic() ? job.conduct().speedUp().get(run.devices() - 1) : 1;
            done += rate * (problem.slots().until(run.to()) - problem.slots().from(run.from()));
        }
        return done;
    }

    private static List<Run> joined(JobProblem problem, List<Run> slots) {
        var order = new HashMap<String, Integer>();
        problem.jobs().forEach(job -> order.put(job.id(), order.size()));
        var sorted = slots.stream()
                .sorted(Comparator.comparing((Run run) -> order.getOrDefault(run.job(), 0))
                        .thenComparing(Run::from))
                .toList();
        var runs = new ArrayList<Run>();
        for (var run : sorted) {
            var last = runs.isEmpty() ? run : runs.getLast();
            boolean joins =
                    last.job().equals(run.job()) && last.to().equals(run.from()) && last.devices() == run.devices();
            if (joins) {
                runs.set(runs.size() - 1, new Run(run.job(), run.zone(), last.from(), run.to(), run.devices()));
            } else {
                runs.add(run);
            }
        }
        return runs;
    }
}
