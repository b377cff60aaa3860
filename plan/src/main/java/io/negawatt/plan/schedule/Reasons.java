package io.negawatt.plan.schedule;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Shortfall;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import java.time.Duration;
import java.util.List;

/** Why a job runs when it does, in one sentence. */
public final class Reasons {
    private static final double NEARLY = 1e-6;

    private final JobProblem problem;
    private final Bills bills;
    private final Neighbors neighbors;
    private final JobPlan plan;
    private final JobPlan asSubmitted;
    private final Scoring scoring;

    /** Reasons of a plan against the plan of those who do not plan. */
    public Reasons(JobProblem problem, JobPlan plan, JobPlan asSubmitted) {
        this.problem = problem;
        this.plan = plan;
        this.asSubmitted = asSubmitted;
        this.bills = new Bills(problem);
        this.scoring = new Scoring(problem);
        this.neighbors = new Neighbors(problem, plan);
    }

    /** {@return the sentence; a rate is carbon where carbon counts most, else price} */
    public Message of(Job job) {
        var runs = plan.runs(job.id());
        var before = asSubmitted.runs(job.id());
        if (runs.isEmpty()) {
            return plan.shortfalls().stream()
                    .filter(shortfall -> shortfall.job().equals(job.id()))
                    .map(Shortfall::cause)
                    .findFirst()
                    .orElse(Message.of("optimize.short.fit", job.id()));
        }
        if (runs.equals(before)) {
            return Message.of(neverMoves(job) ? "optimize.why.tight" : "optimize.why.now");
        }
        String key = "optimize.why." + (goal() == Goal.COST ? "cost" : "carbon");
        if (!runs.getFirst().zone().equals(Bills.home(problem, job))) {
            key += ".elsewhere";
        } else if (isCrowded(job, runs)) {
            key += ".crowded";
        }
        return Message.of(
                key,
                Quantities.printDuration(length(runs)),
                Numbers.significant(rate(runs), 3),
                Numbers.significant(rate(before), 3),
                runs.getFirst().zone());
    }

    /** {@return the goal that counts most} */
    private Goal goal() {
        var objective = problem.objective();
        double carbon = objective.weight(Goal.CARBON) + objective.weight(Goal.MARGINAL);
        return objective.weight(Goal.COST) > carbon ? Goal.COST : carbonGoal(objective);
    }

    private static Goal carbonGoal(Objective objective) {
        return objective.weight(Goal.MARGINAL) > objective.weight(Goal.CARBON) ? Goal.MARGINAL : Goal.CARBON;
    }

    private boolean neverMoves(Job job) {
        return problem.slots().until(job.deadline()) - problem.slots().from(job.release())
                <= problem.slots().holding(job.duration());
    }

    /** {@return whether the others keep it from the slots that it would have taken alone} */
    private boolean isCrowded(Job job, List<Run> runs) {
        double score = scoring.of(bills.totals(runs));
        var alone = neighbors.score(job, job.deadline(), false);
        return alone.isPresent() && alone.getAsDouble() < score - NEARLY * Math.abs(score);
    }

    private double rate(List<Run> runs) {
        var totals = bills.totals(runs);
        return totals.energyKwh() == 0 ? 0 : totals.of(goal()) / totals.energyKwh();
    }

    private static Duration length(List<Run> runs) {
        return runs.stream().map(run -> Duration.between(run.from(), run.to())).reduce(Duration.ZERO, Duration::plus);
    }
}
