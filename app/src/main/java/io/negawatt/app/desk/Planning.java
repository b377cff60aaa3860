package io.negawatt.app.desk;

import io.negawatt.app.desk.JobBook.Waiting;
import io.negawatt.app.server.PlanDesk.DeadlinePoint;
import io.negawatt.app.server.PlanDesk.Objective;
import io.negawatt.app.server.PlanDesk.Plan;
import io.negawatt.app.server.PlanDesk.Planned;
import io.negawatt.app.server.PlanDesk.Span;
import io.negawatt.app.server.PlanDesk.Sum;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.plan.jobs.Conduct;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobPlan;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Siting;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.schedule.JobOptimizers;
import io.negawatt.plan.schedule.Planner;
import io.negawatt.plan.schedule.Reasons;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One plan while it is made: jobs that were approved keep their times, the others are placed where they cost least of the objective and
 * leave the site below its contract.
 */
final class Planning {
    private static final String HERE = "here";
    private static final int POINTS = 24;

    private final Setting setting;
    private final Rates rates;
    private final Objective objective;
    private final List<Waiting> jobs;
    private final double[] roomW;

    /**
     * What a plan is made for.
     *
     * @param slots the time that is planned
     * @param now no job is placed before
     * @param importW what the page shows as drawn anyway, in W by slot
     * @param limitW what is left for jobs, in W by slot; infinite where nothing limits them
     */
    @SuppressWarnings("ArrayRecordComponent") // Numbers in bulk; nobody compares settings.
    record Setting(Slots slots, Instant now, double[] importW, double[] limitW) {}

    Planning(Setting setting, Rates rates, Objective objective, List<Waiting> jobs) {
        this.setting = setting;
        this.rates = rates;
        this.objective = objective;
        this.jobs = List.copyOf(jobs);
        this.roomW = setting.limitW().clone();
        jobs.stream()
                .filter(Waiting::isApproved)
                .forEach(it -> take(roomW, it.approved(), it.job().powerW()));
    }

    private Slots slots() {
        return setting.slots();
    }

    /** Takes the power of a job off the room that is left; not below nothing. */
    private void take(double[] room, List<Span> spans, double powerW) {
        double[] kwh = kwh(spans, powerW);
        for (int slot = 0; slot < room.length; slot++) {
            room[slot] = Math.max(0, room[slot] - kwh[slot] / slots().hours() * 1000);
        }
    }

    /** {@return energy in each slot, in kWh} */
    private double[] kwh(List<Span> spans, double powerW) {
        var kwh = new double[slots().count()];
        for (var span : spans) {
            int first = Math.max(0, slots().until(span.from()));
            int last = Math.min(slots().count(), slots().from(span.to()));
            for (int slot = first; slot < last; slot++) {
                var from = later(span.from(), slots().timeOf(slot));
                var to = earlier(span.to(), slots().timeOf(slot + 1));
                double hours = Math.max(0, Duration.between(from, to).toNanos() / 3.6e12);
                kwh[slot] += powerW / 1000 * hours;
            }
        }
        return kwh;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<Waiting> open() {
        return jobs.stream().filter(it -> !it.isApproved()).toList();
    }

    private JobProblem problem(List<Job> placed, double[] room) {
        var slots = slots();
        var devices = new double[slots.count()];
        Arrays.fill(devices, Double.POSITIVE_INFINITY);
        return new JobProblem(slots, placed, new Zone(HERE, devices, room, rates.toPlan()), weights());
    }

    private io.negawatt.plan.optimize.Objective weights() {
        return io.negawatt.plan.optimize.Objective.of(
                switch (objective) {
                    case CARBON -> Map.of(Goal.CARBON, 1.0);
                    case COST -> Map.of(Goal.COST, 1.0);
                    case BOTH ->
                        rates.price().isPresent() ? Map.of(Goal.CARBON, 1.0, Goal.COST, 1.0) : Map.of(Goal.CARBON, 1.0);
                });
    }

    private Job job(io.negawatt.app.server.PlanDesk.Job job) {
        boolean pauses = Boolean.TRUE.equals(job.interruptible());
        double restartJ = pauses ? job.restartS().orElse(0) * job.powerW() : 0;
        return new Job(
                job.id(),
                later(job.release(), setting.now()),
                earlier(job.deadline(), slots().end()),
                duration(job),
                job.powerW(),
                new Conduct(pauses, Duration.ZERO, Energy.ofJoules(restartJ), 1, List.of(), 1, List.of()),
                Siting.ANYWHERE);
    }

    private static Duration duration(io.negawatt.app.server.PlanDesk.Job job) {
        return Duration.ofNanos(Math.round(job.durationS() * 1e9));
    }

    /** Where nothing is to be saved, nothing waits. */
    private static JobPlan best(JobProblem problem, JobPlan atOnce) {
        var plan = Planner.quick(problem);
        boolean saves = plan.score() < atOnce.score() - 1e-9 * Math.abs(atOnce.score())
                || plan.shortfalls().size() < atOnce.shortfalls().size();
        return saves ? plan : atOnce;
    }

    private static JobPlan atOnce(JobProblem problem) {
        return JobOptimizers.named("run-now").plan(problem);
    }

    Plan plan(Lang lang) {
        var problem = problem(open().stream().map(it -> job(it.job())).toList(), roomW);
        var atOnce = atOnce(problem);
        var plan = best(problem, atOnce);
        var reasons = new Reasons(problem, plan, atOnce);
        var planned = new ArrayList<Planned>();
        var before = new double[slots().count()];
        var after = new double[slots().count()];
        for (var it : jobs) {
            var spans = it.isApproved() ? it.approved() : spans(plan, it.job().id());
            var submitted = it.isApproved() ? whole(it.job()) : submitted(atOnce, it.job());
            add(before, kwh(submitted, it.job().powerW()));
            add(after, kwh(spans, it.job().powerW()));
            planned.add(planned(it, spans, submitted, why(it, reasons, problem).in(lang)));
        }
        return new Plan(
                setting.now(),
                slots().start(),
                slots().step().toMillis() / 1e3,
                objective,
                shortfalls(plan, lang),
                planned,
                sum(before),
                sum(after),
                rates.carbon().saved(before, after),
                rates.price().map(it -> it.saved(before, after)),
                Optional.empty(),
                importW(after));
    }

    private static void add(double[] to, double[] more) {
        Arrays.setAll(to, i -> to[i] + more[i]);
    }

    private static List<Span> spans(JobPlan plan, String job) {
        var spans = new ArrayList<Span>();
        for (Run run : plan.runs(job)) {
            boolean goesOn = !spans.isEmpty() && spans.getLast().to().equals(run.from());
            var from = goesOn ? spans.removeLast().from() : run.from();
            spans.add(new Span(from, run.to()));
        }
        return spans;
    }

    /** {@return the job from its release on, as nobody plans it} */
    private static List<Span> whole(io.negawatt.app.server.PlanDesk.Job job) {
        return List.of(new Span(job.release(), job.release().plus(duration(job))));
    }

    private List<Span> submitted(JobPlan atOnce, io.negawatt.app.server.PlanDesk.Job job) {
        var spans = spans(atOnce, job.id());
        var start = later(job.release(), setting.now());
        return spans.isEmpty() ? List.of(new Span(start, start.plus(duration(job)))) : spans;
    }

    private static Message why(Waiting waiting, Reasons reasons, JobProblem problem) {
        return problem.jobs().stream()
                .filter(it -> it.id().equals(waiting.job().id()))
                .findFirst()
                .map(reasons::of)
                .orElse(Message.of("desk.why.approved"));
    }

    private Planned planned(Waiting waiting, List<Span> spans, List<Span> submitted, String why) {
        var job = waiting.job();
        double[] after = kwh(spans, job.powerW());
        double[] before = kwh(submitted, job.powerW());
        return new Planned(
                job,
                spans,
                new Span(submitted.getFirst().from(), submitted.getLast().to()),
                rates.carbon().of(after),
                rates.carbon().of(before),
                cost(after),
                cost(before),
                why);
    }

    private OptionalDouble cost(double[] kwh) {
        return rates.price().isPresent() ? OptionalDouble.of(rates.price().get().of(kwh)) : OptionalDouble.empty();
    }

    private Sum sum(double[] kwh) {
        return new Sum(rates.carbon().of(kwh), cost(kwh));
    }

    private List<String> shortfalls(JobPlan plan, Lang lang) {
        var lines = new ArrayList<String>();
        if (objective != Objective.CARBON && rates.price().isEmpty()) {
            lines.add(Message.of("desk.plan.priceless").in(lang));
        }
        plan.shortfalls().forEach(it -> lines.add(it.cause().in(lang)));
        return lines;
    }

    private List<Double> importW(double[] kwh) {
        var watts = new ArrayList<Double>();
        for (int slot = 0; slot < kwh.length; slot++) {
            watts.add(setting.importW()[slot] + kwh[slot] / slots().hours() * 1000);
        }
        return watts;
    }

    /** {@return what deadlines save of a job, all others as they are planned; empty where there is no such job} */
    Optional<List<DeadlinePoint>> deadlines(String id) {
        var wanted = jobs.stream().filter(it -> it.job().id().equals(id)).findFirst();
        return wanted.map(it -> deadlines(it, others(id)));
    }

    /** {@return the room that the other jobs leave} */
    private double[] others(String id) {
        var room = setting.limitW().clone();
        var plan = plan(Lang.EN);
        plan.jobs().stream()
                .filter(it -> !it.job().id().equals(id))
                .forEach(it -> take(room, it.spans(), it.job().powerW()));
        return room;
    }

    private List<DeadlinePoint> deadlines(Waiting waiting, double[] room) {
        var job = job(waiting.job());
        var problem = problem(List.of(job), room);
        var before = kwh(submitted(atOnce(problem), waiting.job()), job.powerW());
        int first = slots().from(job.release()) + slots().holding(job.duration());
        int every = Math.max(1, Math.ceilDiv(slots().count() - first, POINTS));
        var points = new ArrayList<DeadlinePoint>();
        for (int due = first; due <= slots().count(); due += every) {
            var deadline = slots().timeOf(due);
            var one = problem.with(List.of(job.due(deadline)));
            var plan = best(one, atOnce(one));
            if (plan.shortfalls().isEmpty()) {
                var now = kwh(spans(plan, job.id()), job.powerW());
                double windowS =
                        Duration.between(waiting.job().release(), deadline).toMillis() / 1e3;
                points.add(new DeadlinePoint(deadline, windowS, savedFraction(before, now)));
            }
        }
        return points;
    }

    private Interval savedFraction(double[] before, double[] now) {
        var carbon = rates.carbon().savedFraction(before, now);
        var cost = rates.price().map(it -> it.savedFraction(before, now));
        return switch (objective) {
            case CARBON -> carbon;
            case COST -> cost.orElse(Interval.ZERO);
            case BOTH -> cost.map(it -> RateLine.mean(List.of(carbon, it))).orElse(carbon);
        };
    }
}
