package io.negawatt.plan.replay;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans as they would have been made, hour by hour: a job is known from its release on, rates are known only as an outlook says,
 * and only the slots up to the next plan are carried out. A new plan is made at each interval and whenever jobs have arrived.
 *
 * <p>Jobs to come are expected to be like those of the week before: a plan leaves room for them, so that work that waits for clean
 * hours does not meet a rush before the deadline. Where not all fits, the expected ones go first.
 *
 * <p>A run that has begun goes on as planned, except that jobs that may pause at will are planned anew.
 */
public final class Replay {
    private final JobProblem problem;
    private final Outlook outlook;
    private final Terms terms;
    private final Slots slots;
    private final List<Job> arriving;
    private final Map<String, Pending> pending = new HashMap<>();
    private final Map<String, Instant> ended = new HashMap<>();
    private final Room room;
    private final List<Run> runs = new ArrayList<>();
    private int arrived;

    /** What rates are expected to be. */
    public interface Outlook {
        /**
         * {@return the rates of the zones, in their order, for so many slots from one on, from what is known when it begins}
         *
         * @param slot the first; never goes back
         */
        List<Rates> at(int slot, int count);
    }

    /**
     * How plans are made.
     *
     * @param every time between two plans
     * @param expects how many jobs to come are reckoned with for each job of the week before; 0 for none
     */
    public record Terms(Duration every, int expects) {
        public static final Terms HOURLY = new Terms(Duration.ofHours(1), 1);
    }

    private Replay(JobProblem problem, Outlook outlook, Terms terms) {
        this.problem = problem;
        this.outlook = outlook;
        this.terms = terms;
        this.slots = problem.slots();
        this.room = new Room(problem);
        this.arriving = new ArrayList<>(possible(problem));
        arriving.sort(Comparator.comparing(Job::release));
    }

    /** {@return the jobs whose own input does not stand against them} */
    private static List<Job> possible(JobProblem problem) {
        return Tasks.of(problem, new Scoring(problem)).tasks().stream()
                .map(task -> problem.jobs().get(task.index()))
                .toList();
    }

    /** {@return what was carried out, at the rates that came true; it proves nothing} */
    public static JobPlan run(JobProblem problem, Outlook outlook, Terms terms) {
        return new Replay(problem, outlook, terms).run();
    }

    private JobPlan run() {
        int every = Math.max(1, slots.holding(terms.every()));
        List<Run> planned = List.of();
        for (int slot = 0; slot < slots.count(); slot++) {
            int before = arrived;
            while (arrived < arriving.size() && slots.from(arriving.get(arrived).release()) <= slot) {
                var job = arriving.get(arrived++);
                pending.put(job.id(), new Pending(job, slots.holding(job.duration())));
            }
            if (!pending.isEmpty() && (slot % every == 0 || arrived > before)) {
                planned = plan(slot);
            }
            carryOut(slot, planned);
        }
        return Realized.plan(problem, runs);
    }

    private List<Run> plan(int slot) {
        var now = slots.timeOf(slot);
        var jobs = new ArrayList<Job>();
        int end = slot + 1;
        for (var job : arriving.subList(0, arrived)) {
            var one = pending.get(job.id());
            if (one != null && one.isReady(pending, ended)) {
                var left = one.left(slots, now, ended);
                jobs.add(left);
                end = Math.max(end, Math.max(slots.until(left.deadline()), slot + one.slotsLeft()) + 1);
            }
        }
        end = Math.min(end, slots.count());
        if (terms.expects() > 0) {
            jobs.addAll(Expected.jobs(arriving.subList(0, arrived), now, slots.timeOf(end), terms.expects()));
        }
        var left = new JobProblem(
                new Slots(now, slots.step(), end - slot),
                jobs,
                room.from(slot, outlook.at(slot, end - slot)),
                problem.links(),
                problem.objective());
        return Planner.quick(left).runs().stream()
                .filter(run -> pending.containsKey(run.job()))
                .toList();
    }

    private void carryOut(int slot, List<Run> planned) {
        var from = slots.timeOf(slot);
        var to = slots.timeOf(slot + 1);
        for (var run : planned) {
            var one = pending.get(run.job());
            if (one != null
                    && one.isLoose()
                    && !run.from().isAfter(from)
                    && !run.to().isBefore(to)) {
                carryOut(one, new Run(run.job(), run.zone(), from, to, run.devices()));
            } else if (one != null && !one.isLoose() && run.from().equals(from)) {
                room.take(one.job(), run);
                carryOut(one, run);
            }
        }
    }

    private void carryOut(Pending one, Run run) {
        runs.add(run);
        one.carriedOut(run, slots);
        if (one.isDone()) {
            pending.remove(run.job());
            ended.put(run.job(), run.to());
        }
    }
}
