package io.negawatt.plan.schedule;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.tasks.Alone;
import io.negawatt.plan.tasks.Model;
import io.negawatt.plan.tasks.Occupancy;
import io.negawatt.plan.tasks.Offers;
import io.negawatt.plan.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One job of a plan, the runs of all others taken as they are: what it could do alone, and what a later deadline would buy. */
public final class Neighbors {
    private final JobProblem problem;
    private final JobPlan plan;
    private final Scoring scoring;

    public Neighbors(JobProblem problem, JobPlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.scoring = new Scoring(problem);
    }

    /**
     * The best of a job with a deadline.
     *
     * @param afterRelease time from release to deadline
     * @param score objective of the job's own energy
     */
    public record Due(Duration afterRelease, double score) {}

    /** {@return what deadlines at equal distances buy, from the soonest possible to the end of the slots or {@code longest}} */
    public List<Due> deadlines(Job job, Duration longest, int points) {
        var slots = problem.slots();
        int release = slots.from(job.release());
        int end = Math.min(slots.count(), slots.until(job.release().plus(longest)));
        var curve = new ArrayList<Due>();
        int soonest = release + slots.holding(job.duration());
        int every = Math.max(1, (end - soonest + points - 1) / points);
        for (int due = soonest; due <= end; due += every) {
            var when = slots.timeOf(due);
            var score = score(job, when, true);
            if (score.isPresent()) {
                curve.add(new Due(Duration.between(job.release(), when), score.getAsDouble()));
            }
        }
        return curve;
    }

    /** {@return the least score of a job that is due then, among the others or as if alone; empty where it does not fit} */
    OptionalDouble score(Job job, Instant due, boolean amongOthers) {
        var tasks = Tasks.of(
                problem.with(List.of(job.with(job.conduct().after(List.of())).due(due))), scoring);
        if (tasks.tasks().isEmpty()) {
            return OptionalDouble.empty();
        }
        var model = Model.of(problem, scoring, tasks);
        var task = tasks.tasks().getFirst();
        var occupancy = new Occupancy(model);
        if (amongOthers) {
            occupy(occupancy, job);
        }
        var best = new Alone(Offers.of(model).within(occupancy)).best(task, task.release(), task.due());
        return best.map(way -> OptionalDouble.of(way.cost())).orElse(OptionalDouble.empty());
    }

    private void occupy(Occupancy occupancy, Job job) {
        for (var run : plan.runs()) {
            if (!run.job().equals(job.id())) {
                other(run)
                        .ifPresent(one -> occupancy.hold(
                                zone(run.zone()),
                                problem.slots().from(run.from()),
                                problem.slots().until(run.to()),
                                run.devices(),
                                one.powerW() * (one.conduct().isElastic() ? run.devices() : 1)));
            }
        }
    }

    private Optional<Job> other(Run run) {
        return problem.jobs().stream().filter(job -> job.id().equals(run.job())).findFirst();
    }

    private int zone(String name) {
        return problem.zones().stream().map(Zone::name).toList().indexOf(name);
    }
}
