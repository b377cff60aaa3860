package io.negawatt.app.desk;

import io.negawatt.app.desk.JobBook.Approval;
import io.negawatt.app.desk.JobBook.State;
import io.negawatt.app.desk.JobBook.Waiting;
import io.negawatt.app.live.LiveStore;
import io.negawatt.app.server.ActionDesk;
import io.negawatt.app.server.PlanDesk;
import io.negawatt.app.server.SiteSetting;
import io.negawatt.app.store.Disk;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.plan.jobs.Slots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Jobs that wait, planned by the site's price and carbon below its contract, and the plans that were approved. Each tenant's jobs are
 * planned by themselves in the room that the approved jobs of all leave, so that nobody's plan tells of another's jobs. Jobs and
 * approvals outlast the server. Thread-safe.
 *
 * <p>The server starts no job: an approved plan says when to, and its times stand until they are put back.
 */
public final class JobDesk implements PlanDesk, ActionDesk {
    private static final int MOST_JOBS = 500;
    private static final int MOST_APPROVALS = 100;
    private static final int MOST_KEPT = 16;
    private static final Duration MOST_AHEAD = Duration.ofDays(14);
    /** Room behind the last deadline, for jobs that cannot be on time and for what a later deadline buys. */
    private static final Duration BEHIND = Duration.ofDays(1);
    /** How long a job stays in the lists after its end or its deadline. */
    private static final Duration LINGERS = Duration.ofHours(1);

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration FINE = Duration.ofDays(3);
    private static final Duration COARSE = Duration.ofDays(7);

    private final JobBook book;
    private final Supplier<SiteSetting> place;
    private final SiteLoad load;
    private final InstantSource clock;
    private final Rates.Forecasts forecasts = new Rates.Forecasts();
    private final Map<Key, Plan> kept = new LinkedHashMap<>();
    private State state;

    /** Plans of the same quarter on the same state are one. */
    private record Key(State state, Query query, Lang lang, SiteSetting site, long minute) {}

    private JobDesk(JobBook book, Supplier<SiteSetting> place, LiveStore live, InstantSource clock) {
        this.book = book;
        this.place = place;
        this.load = new SiteLoad(live);
        this.clock = clock;
        this.state = book.read();
    }

    /**
     * {@return the desk of a server; {@link BadInputException} where its file is damaged}
     *
     * @param folder folder of the server's own files
     * @param place the site as its factors are now
     */
    public static JobDesk open(Path folder, Supplier<SiteSetting> place, LiveStore live, InstantSource clock) {
        return new JobDesk(new JobBook(Disk.LOCAL, folder), place, live, clock);
    }

    private void save(State changed) throws IOException {
        book.write(changed);
        state = changed;
    }

    /** {@return the jobs that are not over} */
    private List<Waiting> waiting() {
        var since = clock.instant().minus(LINGERS);
        return state.jobs().stream().filter(it -> it.end().isAfter(since)).toList();
    }

    private List<Waiting> waiting(Optional<String> tenant) {
        return waiting().stream().filter(it -> isOf(it, tenant)).toList();
    }

    private static boolean isOf(Waiting waiting, Optional<String> tenant) {
        return tenant.isEmpty() || tenant.equals(waiting.job().tenant());
    }

    @Override
    public synchronized List<Job> jobs(Optional<String> tenant) {
        return waiting(tenant).stream().map(Waiting::job).toList();
    }

    @Override
    public synchronized Job submit(Job job) throws IOException {
        var others = new ArrayList<>(waiting());
        var before =
                others.stream().filter(it -> it.job().id().equals(job.id())).findFirst();
        if (before.isPresent()
                && (before.get().isApproved() || !before.get().job().tenant().equals(job.tenant()))) {
            throw BadInputException.of("desk.job.taken", job.id());
        }
        if (before.isEmpty() && others.size() >= MOST_JOBS) {
            throw BadInputException.of("desk.job.many", MOST_JOBS);
        }
        if (!job.deadline().isAfter(clock.instant())) {
            throw BadInputException.of("desk.job.past", job.id(), job.deadline());
        }
        if (job.release().isAfter(clock.instant().plus(MOST_AHEAD))) {
            throw BadInputException.of("desk.job.far", job.id(), job.release(), MOST_AHEAD.toDays());
        }
        before.ifPresent(others::remove);
        others.add(new Waiting(job, List.of()));
        save(state.with(others));
        return job;
    }

    @Override
    public synchronized boolean withdraw(String id) throws IOException {
        var left = waiting().stream().filter(it -> !it.job().id().equals(id)).toList();
        if (left.size() == waiting().size()) {
            return false;
        }
        save(state.with(left));
        return true;
    }

    @Override
    public synchronized Optional<Plan> plan(Query query, Lang lang) throws IOException {
        var wanted = changed(query);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var key = new Key(state, query, lang, place.get(), now.getEpochSecond() / 60);
        var before = kept.get(key);
        if (before == null) {
            before = planning(query, wanted, now).plan(lang);
            if (kept.size() >= MOST_KEPT) {
                kept.clear();
            }
            kept.put(key, before);
        }
        return Optional.of(before);
    }

    @Override
    public synchronized Optional<List<DeadlinePoint>> deadlines(Query query, String job) throws IOException {
        var wanted = changed(query);
        return wanted.isEmpty()
                ? Optional.empty()
                : planning(query, wanted, clock.instant()).deadlines(job);
    }

    /** A job whose deadline is changed is planned anew, even where its times were approved. */
    private List<Waiting> changed(Query query) {
        var changes = new HashMap<String, Change>();
        query.changes().forEach(it -> changes.put(it.id(), it));
        return waiting(query.tenant()).stream()
                .map(it -> changes.containsKey(it.job().id())
                        ? new Waiting(with(it.job(), changes.get(it.job().id())), List.of())
                        : it)
                .toList();
    }

    private static Job with(Job job, Change change) {
        var deadline = change.deadline().orElse(job.deadline());
        if (!deadline.isAfter(job.release())) {
            throw BadInputException.of("desk.job.order", job.id(), deadline, job.release());
        }
        return new Job(
                job.id(),
                job.name(),
                job.tenant(),
                job.release(),
                deadline,
                job.durationS(),
                job.powerW(),
                change.interruptible().orElse(Boolean.TRUE.equals(job.interruptible())),
                job.restartS());
    }

    private Planning planning(Query query, List<Waiting> wanted, Instant now) throws IOException {
        var site = place.get();
        var slots = slots(wanted, now);
        var limitW = limitW(site, slots, now, wanted);
        var shownW = load.importW(query.tenant(), site, slots, now);
        var setting = new Planning.Setting(slots, now, shownW, limitW);
        return new Planning(setting, Rates.of(site, slots, now, forecasts), query.objective(), wanted);
    }

    /** {@return what the contract leaves beside the site's own load and the approved jobs of others} */
    private double[] limitW(SiteSetting site, Slots slots, Instant now, List<Waiting> wanted) throws IOException {
        var limitW = new double[slots.count()];
        java.util.Arrays.fill(limitW, site.contractW().orElse(Double.POSITIVE_INFINITY));
        if (site.contractW().isEmpty()) {
            return limitW;
        }
        double[] own = load.importW(Optional.empty(), site, slots, now);
        var ids = wanted.stream().map(it -> it.job().id()).toList();
        var others = waiting().stream()
                .filter(it -> it.isApproved() && !ids.contains(it.job().id()))
                .toList();
        for (int slot = 0; slot < limitW.length; slot++) {
            var middle = slots.timeOf(slot).plus(slots.step().dividedBy(2));
            double othersW = others.stream()
                    .filter(it -> it.approved().stream().anyMatch(span -> holds(span, middle)))
                    .mapToDouble(it -> it.job().powerW())
                    .sum();
            limitW[slot] = Math.max(0, limitW[slot] - own[slot] - othersW);
        }
        return limitW;
    }

    private static boolean holds(Span span, Instant at) {
        return !at.isBefore(span.from()) && at.isBefore(span.to());
    }

    private static Slots slots(List<Waiting> wanted, Instant now) {
        var first = wanted.stream()
                .flatMap(it -> it.isApproved()
                        ? Stream.of(it.approved().getFirst().from(), it.job().release())
                        : Stream.of(now))
                .filter(it -> it.isAfter(now.minus(MOST_AHEAD)))
                .min(Comparator.naturalOrder())
                .filter(it -> it.isBefore(now))
                .orElse(now);
        var last =
                wanted.stream().map(Waiting::end).max(Comparator.naturalOrder()).orElse(now);
        var most = now.plus(MOST_AHEAD);
        var end = last.plus(BEHIND).isBefore(most) ? last.plus(BEHIND) : most;
        var length = Duration.between(first, end);
        var step = length.compareTo(FINE) <= 0
                ? QUARTER
                : length.compareTo(COARSE) <= 0 ? QUARTER.multipliedBy(2) : QUARTER.multipliedBy(4);
        long stepS = step.toSeconds();
        var start = Instant.ofEpochSecond(Math.floorDiv(first.getEpochSecond(), stepS) * stepS);
        return new Slots(
                start,
                step,
                Math.toIntExact(Math.ceilDiv(Duration.between(start, end).toSeconds(), stepS)));
    }

    @Override
    public synchronized Optional<Plan> approve(Query query, String who, Lang lang) throws IOException {
        var plan = plan(query, lang);
        if (plan.isPresent()) {
            approve(plan.get(), who);
        }
        return plan(new Query(query.objective(), List.of(), query.tenant()), lang);
    }

    private void approve(Plan plan, String who) throws IOException {
        var times = new LinkedHashMap<String, Planned>();
        plan.jobs().stream()
                .filter(it -> !it.spans().isEmpty())
                .forEach(it -> times.put(it.job().id(), it));
        var before = waiting().stream()
                .filter(it -> times.containsKey(it.job().id()))
                .filter(it -> !it.equals(approved(it, times)))
                .toList();
        if (before.isEmpty()) {
            return;
        }
        var jobs = waiting().stream().map(it -> approved(it, times)).toList();
        var until = times.values().stream()
                .map(it -> it.spans().getLast().to())
                .max(Comparator.naturalOrder())
                .orElse(plan.at());
        var approval = new Approval(
                "p" + state.next(),
                plan.at(),
                who,
                plan.objective(),
                plan.savedG(),
                plan.savedCost(),
                before,
                until,
                false);
        var approvals = Stream.concat(state.approvals().stream(), Stream.of(approval))
                .skip(Math.max(0, state.approvals().size() + 1 - MOST_APPROVALS))
                .toList();
        save(new State(state.schema(), jobs, approvals, state.next() + 1));
    }

    private static Waiting approved(Waiting waiting, Map<String, Planned> times) {
        var planned = times.get(waiting.job().id());
        return planned == null ? waiting : new Waiting(planned.job(), planned.spans());
    }

    @Override
    public synchronized List<Action> actions(Lang lang) {
        return state.approvals().reversed().stream().map(it -> view(it, lang)).toList();
    }

    private Action view(Approval approval, Lang lang) {
        return new ApprovalView(approval, place.get(), clock.instant(), canBePutBack(approval), lang).action();
    }

    /** What a later plan has taken over is put back with that one first. */
    private boolean canBePutBack(Approval approval) {
        var ids = approval.ids();
        int index = state.approvals().indexOf(approval);
        boolean isLast = state.approvals().stream()
                .skip(index + 1L)
                .noneMatch(it -> !it.restored() && it.ids().stream().anyMatch(ids::contains));
        return isLast && !approval.restored() && approval.until().isAfter(clock.instant());
    }

    @Override
    public synchronized Optional<Action> revert(String id, String who, Lang lang) throws IOException {
        var approval = state.approvals().stream()
                .filter(it -> it.id().equals(id) && canBePutBack(it))
                .findFirst();
        if (approval.isEmpty()) {
            return Optional.empty();
        }
        var before = new HashMap<String, Waiting>();
        approval.get().before().forEach(it -> before.put(it.job().id(), it));
        var jobs = waiting().stream()
                .map(it -> before.getOrDefault(it.job().id(), it))
                .toList();
        var restored = approval.get().putBack();
        var approvals = state.approvals().stream()
                .map(it -> it.id().equals(id) ? restored : it)
                .toList();
        save(new State(state.schema(), jobs, approvals, state.next()));
        return Optional.of(view(restored, lang));
    }
}
