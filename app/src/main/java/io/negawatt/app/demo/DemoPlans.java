package io.negawatt.app.demo;

import io.negawatt.app.server.PlanDesk;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Jobs of the demonstration on the hours of the next two days: one after the other, in the order of their deadlines, each job
 * takes the hours that are best for the objective and leave the site below its contract.
 */
final class DemoPlans implements PlanDesk {
    private static final int HOURS = 48;
    private static final int MORE_HOURS = 30;
    private static final double HOUR_S = 3_600;
    private static final double BASE_W = 246_000;
    /** What signals two days ahead may be off by, as a fraction of what a plan saves. */
    private static final double DOUBT = 0.12;
    /** Money of a gram of carbon where both count. */
    private static final double EUR_PER_G = 0.0001;

    private final SiteSetting site;
    private final java.time.InstantSource clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();

    DemoPlans(SiteSetting site, java.time.InstantSource clock) {
        this.site = site;
        this.clock = clock;
        var now = clock.instant().truncatedTo(ChronoUnit.HOURS);
        add(now, "pretrain-13b", "language", 8, 38, 8, 214_000, true);
        add(now, "lora-70b", "finance", 6, 20, 3, 61_000, true);
        add(now, "batch-embed", "search", 3, 34, 5, 37_000, true);
        add(now, "eval-suite", "language", 9, 30, 2, 44_000, false);
        add(now, "distill-3b", "edge", 7, 42, 7, 64_000, true);
        add(now, "backup-index", "platform", 12, 36, 3, 18_000, false);
    }

    private void add(
            Instant now, String id, String tenant, int release, int deadline, int hours, double watts, boolean pauses) {
        jobs.put(
                id,
                new Job(
                        id,
                        Optional.of(id),
                        Optional.of(tenant),
                        now.plus(release, ChronoUnit.HOURS),
                        now.plus(deadline, ChronoUnit.HOURS),
                        hours * HOUR_S,
                        watts,
                        pauses,
                        OptionalDouble.of(240)));
    }

    @Override
    public synchronized List<Job> jobs(Optional<String> tenant) {
        return jobs.values().stream()
                .filter(it -> tenant.isEmpty() || tenant.equals(it.tenant()))
                .toList();
    }

    @Override
    public synchronized Job submit(Job job) {
        jobs.put(job.id(), job);
        return job;
    }

    @Override
    public synchronized boolean withdraw(String id) {
        return jobs.remove(id) != null;
    }

    @Override
    public synchronized Optional<Plan> plan(Query query, Lang lang) {
        var changed = changed(query);
        return changed.isEmpty() ? Optional.empty() : Optional.of(new Made(query.objective(), lang).plan(changed));
    }

    private List<Job> changed(Query query) {
        return jobs(query.tenant()).stream()
                .map(it -> changed(it, query.changes()))
                .toList();
    }

    private static Job changed(Job job, List<Change> changes) {
        var change = changes.stream().filter(it -> it.id().equals(job.id())).findFirst();
        return new Job(
                job.id(),
                job.name(),
                job.tenant(),
                job.release(),
                change.flatMap(Change::deadline).orElse(job.deadline()),
                job.durationS(),
                job.powerW(),
                change.flatMap(Change::interruptible).orElse(Boolean.TRUE.equals(job.interruptible())),
                job.restartS());
    }

    @Override
    public synchronized Optional<List<DeadlinePoint>> deadlines(Query query, String id) {
        return changed(query).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .map(it -> points(it, query.objective()));
    }

    private List<DeadlinePoint> points(Job job, Objective objective) {
        int least = (int) Math.ceil(job.durationS() / HOUR_S);
        var points = new ArrayList<DeadlinePoint>();
        for (int hours = least; hours <= least + MORE_HOURS; hours++) {
            var deadline = job.release().plus(hours, ChronoUnit.HOURS);
            var alone = new Job(
                    job.id(),
                    job.name(),
                    job.tenant(),
                    job.release(),
                    deadline,
                    job.durationS(),
                    job.powerW(),
                    job.interruptible(),
                    job.restartS());
            var made = new Made(objective, Lang.EN);
            var placed = made.place(alone);
            double before = made.score(made.atOnce(alone));
            double saved = before > 0 ? Math.max(0, 1 - made.score(placed) / before) : 0;
            points.add(new DeadlinePoint(deadline, hours * HOUR_S, Interval.within(saved, DOUBT)));
        }
        return points;
    }

    @Override
    public synchronized Optional<Plan> approve(Query query, String who, Lang lang) throws IOException {
        changed(query).forEach(it -> jobs.put(it.id(), it));
        return plan(new Query(query.objective(), List.of(), query.tenant()), lang);
    }

    /** One plan while it is made. */
    private final class Made {
        private final Objective objective;
        private final Lang lang;
        private final Instant start = clock.instant().truncatedTo(ChronoUnit.HOURS);
        private final double[] importW = new double[HOURS];

        private Made(Objective objective, Lang lang) {
            this.objective = objective;
            this.lang = lang;
            for (int i = 0; i < HOURS; i++) {
                importW[i] = Math.max(0, BASE_W - 0.9 * DemoSite.solarW(time(i).plusSeconds(1_800)));
            }
        }

        private Instant time(int hour) {
            return start.plus(Duration.ofHours(hour));
        }

        private int hour(Instant at) {
            return Math.clamp(Duration.between(start, at).toHours(), 0, HOURS);
        }

        private double grams(int hour) {
            return site.terms()
                    .hourly()
                    .orElseThrow()
                    .gramsPerKwh()
                    .over(time(hour), time(hour + 1))
                    .value();
        }

        private double price(int hour) {
            return site.terms()
                    .tariff()
                    .orElseThrow()
                    .price()
                    .over(time(hour), time(hour).plusSeconds(900))
                    .value();
        }

        private double score(int hour) {
            return switch (objective) {
                case CARBON -> grams(hour);
                case COST -> price(hour);
                case BOTH -> price(hour) + EUR_PER_G * grams(hour);
            };
        }

        private double score(List<Integer> hours) {
            return hours.stream().mapToDouble(this::score).sum();
        }

        private int length(Job job) {
            return (int) Math.ceil(job.durationS() / HOUR_S);
        }

        private List<Integer> atOnce(Job job) {
            int first = Math.min(hour(job.release()), HOURS - length(job));
            return IntStream.range(first, first + length(job)).boxed().toList();
        }

        /** {@return the hours of a job; as if at once where no others are left} */
        private List<Integer> place(Job job) {
            var free = IntStream.range(hour(job.release()), hour(job.deadline()))
                    .filter(it -> importW[it] + job.powerW() <= DemoSite.CONTRACT_W)
                    .boxed()
                    .toList();
            var best = Boolean.TRUE.equals(job.interruptible()) ? apart(job, free) : together(job, free);
            return best.size() < length(job) ? atOnce(job) : best;
        }

        private List<Integer> apart(Job job, List<Integer> free) {
            return free.stream()
                    .sorted(Comparator.comparingDouble(this::score))
                    .limit(length(job))
                    .sorted()
                    .toList();
        }

        private List<Integer> together(Job job, List<Integer> free) {
            int length = length(job);
            return free.stream()
                    .map(first -> IntStream.range(first, first + length).boxed().toList())
                    .filter(free::containsAll)
                    .min(Comparator.comparingDouble(this::score))
                    .orElse(List.of());
        }

        private Plan plan(List<Job> wanted) {
            var planned = wanted.stream()
                    .sorted(Comparator.comparing(Job::deadline))
                    .map(this::planned)
                    .toList();
            double gramsBefore =
                    planned.stream().mapToDouble(Planned::locationGSubmitted).sum();
            double gramsAfter = planned.stream().mapToDouble(Planned::locationG).sum();
            double costBefore = sum(planned, Planned::costsSubmitted);
            double costAfter = sum(planned, Planned::costs);
            return new Plan(
                    clock.instant(),
                    start,
                    HOUR_S,
                    objective,
                    List.of(),
                    planned.stream()
                            .sorted(Comparator.comparing(it -> order(it.job())))
                            .toList(),
                    new Sum(gramsBefore, OptionalDouble.of(costBefore)),
                    new Sum(gramsAfter, OptionalDouble.of(costAfter)),
                    Interval.within(gramsBefore - gramsAfter, DOUBT),
                    Optional.of(Interval.within(costBefore - costAfter, DOUBT)),
                    Optional.of(new Sum(gramsAfter * 0.975, OptionalDouble.of(costAfter * 0.99))),
                    Arrays.stream(importW).boxed().toList());
        }

        private int order(Job job) {
            return List.copyOf(jobs.keySet()).indexOf(job.id());
        }

        private static double sum(List<Planned> planned, java.util.function.Function<Planned, OptionalDouble> of) {
            return planned.stream().mapToDouble(it -> of.apply(it).orElse(0)).sum();
        }

        private Planned planned(Job job) {
            var hours = place(job);
            hours.forEach(it -> importW[it] += job.powerW());
            var once = atOnce(job);
            double kw = job.powerW() / 1e3;
            return new Planned(
                    job,
                    spans(hours),
                    new Span(time(once.getFirst()), time(once.getLast() + 1)),
                    kw * total(hours, this::grams),
                    kw * total(once, this::grams),
                    OptionalDouble.of(kw * total(hours, this::price)),
                    OptionalDouble.of(kw * total(once, this::price)),
                    why(hours, once));
        }

        private static double total(List<Integer> hours, IntToDoubleFunction of) {
            return hours.stream().mapToDouble(of::applyAsDouble).sum();
        }

        private List<Span> spans(List<Integer> hours) {
            var spans = new ArrayList<Span>();
            int from = hours.getFirst();
            for (int i = 1; i <= hours.size(); i++) {
                if (i == hours.size() || hours.get(i) != hours.get(i - 1) + 1) {
                    spans.add(new Span(time(from), time(hours.get(i - 1) + 1)));
                    from = i < hours.size() ? hours.get(i) : from;
                }
            }
            return spans;
        }

        private String why(List<Integer> hours, List<Integer> once) {
            boolean carbon = objective == Objective.CARBON;
            IntToDoubleFunction of = carbon ? this::grams : this::price;
            int digits = carbon ? 0 : 3;
            return Texts.of(lang)
                    .get(
                            carbon ? "demo.why.carbon" : "demo.why.cost",
                            hours.size(),
                            Numbers.fixed(total(hours, of) / hours.size(), digits),
                            Numbers.fixed(total(once, of) / once.size(), digits));
        }
    }
}
