package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.server.PlanDesk.Change;
import io.negawatt.app.server.PlanDesk.Job;
import io.negawatt.app.server.PlanDesk.Objective;
import io.negawatt.app.server.PlanDesk.Plan;
import io.negawatt.app.server.PlanDesk.Planned;
import io.negawatt.app.server.PlanDesk.Query;
import io.negawatt.app.server.PlanDesk.Span;
import io.negawatt.app.server.SignalApi.SignalView;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Jobs and plans. */
final class PlanApi {
    private static final int MOST_CHANGES = 1000;
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_NAME = 200;
    private static final double MOST_DURATION_S = 366 * 86_400.0;
    private static final double MOST_POWER_W = 1e9;
    private static final double MOST_RESTART_S = 86_400;
    private static final Duration EMPTY_HORIZON = Duration.ofDays(2);

    private final Platform platform;
    private final SignalApi signals;

    PlanApi(Platform platform, SignalApi signals) {
        this.platform = platform;
        this.signals = signals;
    }

    List<Operation> operations() {
        return List.of(
                Operation.get("getPlan", "/api/v1/plan", Scope.READ, this::plan),
                Operation.post("tryPlan", "/api/v1/plan", Scope.READ, this::tryPlan),
                Operation.post("getDeadlines", "/api/v1/plan/deadlines", Scope.READ, this::deadlines),
                Operation.post("approvePlan", "/api/v1/plan/approval", Scope.CONTROL, this::approve),
                Operation.get("listJobs", "/api/v1/jobs", Scope.READ, call -> Answer.of(desk().jobs(call.tenant()))),
                Operation.post("submitJob", "/api/v1/jobs", Scope.CONTROL, this::submit),
                Operation.delete("withdrawJob", "/api/v1/jobs/{id}", Scope.CONTROL, this::withdraw));
    }

    private PlanDesk desk() {
        return platform.desks().plans();
    }

    record PlanQuery(
            @Nullable Objective objective, @Nullable List<Change> changes) {}

    record PlanView(
            Instant at,
            Instant from,
            Instant to,
            double stepS,
            String objective,
            boolean feasible,
            List<String> reasons,
            List<PlannedView> jobs,
            double movableJ,
            SumView submitted,
            SumView planned,
            SavedView saved,
            Optional<SumView> hindsight,
            List<Double> importW,
            double peakW,
            OptionalDouble contractW,
            Optional<SignalView> price,
            SignalView carbon) {}

    record PlannedView(
            Job job,
            List<Span> spans,
            Span submitted,
            double locationG,
            double locationGSubmitted,
            Optional<MoneyView> cost,
            Optional<MoneyView> costSubmitted,
            int pauses,
            String why) {}

    record SumView(double locationG, Optional<MoneyView> cost) {}

    record SavedView(
            IntervalView locationG,
            OptionalDouble locationFraction,
            Optional<MoneyView> cost,
            OptionalDouble costFraction) {}

    record DeadlineCurve(String job, String objective, Instant current, List<PointView> points) {}

    record PointView(Instant deadline, double windowS, IntervalView savedFraction) {}

    private Answer plan(Call call) throws IOException {
        var query = new Query(call.choice("objective", Objective.CARBON), List.of(), call.tenant());
        return Answer.of(view(call, query.objective(), desk().plan(query, call.lang())));
    }

    private Answer tryPlan(Call call) throws IOException {
        var query = query(call);
        return Answer.of(view(call, query.objective(), desk().plan(query, call.lang())));
    }

    private Answer approve(Call call) throws IOException {
        var query = query(call);
        return Answer.of(view(call, query.objective(), desk().approve(query, call.who(), call.lang())));
    }

    private static Query query(Call call) {
        var asked = call.document(PlanQuery.class);
        var changes = asked.changes() == null ? List.<Change>of() : asked.changes();
        if (changes.size() > MOST_CHANGES) {
            throw Problem.of(400, "bad.parameter.many", "changes", MOST_CHANGES);
        }
        changes.forEach(it -> Check.text("id", Check.there("changes", it).id(), LONGEST_ID));
        return new Query(
                asked.objective() == null ? Objective.CARBON : asked.objective(), List.copyOf(changes), call.tenant());
    }

    private Answer deadlines(Call call) throws IOException {
        String job = Check.text("job", call.text("job").orElse(""), LONGEST_ID);
        var query = query(call);
        var points = desk().deadlines(query, job).orElseThrow(() -> Problem.missing("job", job));
        return Answer.of(new DeadlineCurve(
                job,
                Call.word(query.objective()),
                current(call, query, job),
                points.stream()
                        .map(it -> new PointView(it.deadline(), it.windowS(), IntervalView.of(it.savedFraction())))
                        .toList()));
    }

    private Instant current(Call call, Query query, String id) throws IOException {
        var changed = query.changes().stream()
                .filter(it -> it.id().equals(id))
                .flatMap(it -> it.deadline().stream())
                .findFirst();
        var job = desk().jobs(call.tenant()).stream()
                .filter(it -> it.id().equals(id))
                .findFirst();
        return changed.or(() -> job.map(Job::deadline)).orElseThrow(() -> Problem.missing("job", id));
    }

    private Answer submit(Call call) throws IOException {
        var job = call.document(Job.class);
        Check.text("id", job.id(), LONGEST_ID);
        job.name().ifPresent(it -> Check.text("name", it, LONGEST_NAME));
        job.tenant().ifPresent(it -> Check.text("tenant", it, LONGEST_ID));
        Check.range("duration_s", job.durationS(), Double.MIN_VALUE, MOST_DURATION_S);
        Check.range("power_w", job.powerW(), Double.MIN_VALUE, MOST_POWER_W);
        Check.range("restart_s", job.restartS().orElse(0), 0, MOST_RESTART_S);
        var release = Check.there("release", job.release());
        var deadline = Check.there("deadline", job.deadline());
        if (!deadline.isAfter(release)) {
            throw Problem.of(400, "bad.parameter.order", release, deadline);
        }
        if (!call.sees(job.tenant())) {
            throw Problem.of(
                    403,
                    "forbidden.tenant",
                    job.tenant().orElse("*"),
                    call.tenant().orElse("*"));
        }
        boolean isAnothers = desk().jobs(Optional.empty()).stream()
                .anyMatch(it -> it.id().equals(job.id()) && !call.sees(it.tenant()));
        if (isAnothers) {
            throw Problem.of(409, "taken.job", job.id());
        }
        return Answer.of(201, desk().submit(job));
    }

    private Answer withdraw(Call call) throws IOException {
        boolean sees =
                desk().jobs(call.tenant()).stream().anyMatch(it -> it.id().equals(call.id()));
        if (!sees || !desk().withdraw(call.id())) {
            throw Problem.missing("job", call.id());
        }
        return Answer.nothing();
    }

    private PlanView view(Call call, Objective objective, Optional<Plan> plan) {
        return plan.map(it -> full(call, it)).orElseGet(() -> empty(call, objective));
    }

    private PlanView full(Call call, Plan plan) {
        var to = plan.from().plusNanos(Math.round(plan.stepS() * plan.importW().size() * 1e9));
        return new PlanView(
                plan.at(),
                plan.from(),
                to,
                plan.stepS(),
                Call.word(plan.objective()),
                plan.reasons().isEmpty(),
                plan.reasons(),
                plan.jobs().stream().map(this::job).toList(),
                plan.jobs().stream()
                        .mapToDouble(it -> it.job().durationS() * it.job().powerW())
                        .sum(),
                sum(plan.submitted()),
                sum(plan.planned()),
                saved(plan),
                plan.hindsight().map(this::sum),
                plan.importW(),
                plan.importW().stream().mapToDouble(Double::doubleValue).max().orElse(0),
                platform.site().contractW(),
                signals.price(call, plan.from(), to),
                signals.carbon(call, plan.from(), to));
    }

    private PlanView empty(Call call, Objective objective) {
        var to = call.at().plus(EMPTY_HORIZON);
        var nothing = new SumView(0, Optional.empty());
        return new PlanView(
                call.at(),
                call.at(),
                to,
                3600,
                Call.word(objective),
                true,
                List.of(),
                List.of(),
                0,
                nothing,
                nothing,
                new SavedView(
                        IntervalView.of(Interval.ZERO),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        OptionalDouble.empty()),
                Optional.empty(),
                List.of(),
                0,
                platform.site().contractW(),
                signals.price(call, call.at(), to),
                signals.carbon(call, call.at(), to));
    }

    private PlannedView job(Planned planned) {
        return new PlannedView(
                planned.job(),
                planned.spans(),
                planned.submitted(),
                planned.locationG(),
                planned.locationGSubmitted(),
                money(planned.costs()),
                money(planned.costsSubmitted()),
                Math.max(0, planned.spans().size() - 1),
                planned.why());
    }

    private SumView sum(PlanDesk.Sum sum) {
        return new SumView(sum.locationG(), money(sum.cost()));
    }

    private Optional<MoneyView> money(OptionalDouble amount) {
        return amount.isEmpty()
                ? Optional.empty()
                : platform.site().currency().map(it -> MoneyView.of(Interval.exactly(amount.getAsDouble()), it));
    }

    private SavedView saved(Plan plan) {
        double grams = plan.submitted().locationG();
        double cost = plan.submitted().cost().orElse(0);
        return new SavedView(
                IntervalView.of(plan.savedG()),
                grams > 0 ? OptionalDouble.of(plan.savedG().mid() / grams) : OptionalDouble.empty(),
                plan.savedCost().flatMap(it -> platform.site().currency().map(unit -> MoneyView.of(it, unit))),
                plan.savedCost().isPresent() && cost > 0
                        ? OptionalDouble.of(plan.savedCost().get().mid() / cost)
                        : OptionalDouble.empty());
    }
}
