package io.negawatt.plan.jobs;

import io.negawatt.plan.optimize.Objective;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads a plan against its problem from scratch: from the times of the runs and the words of the jobs, without anything that the
 * optimizers use. A violation that the plan itself tells among its shortfalls is none.
 */
public final class Checker {
    private static final double ROUNDING = 1e-6;

    private final JobProblem problem;
    private final JobPlan plan;
    private final List<String> violations = new ArrayList<>();
    private final Map<String, List<Run>> runs;

    private Checker(JobProblem problem, JobPlan plan) {
        this.problem = problem;
        this.plan = plan;
        this.runs = plan.runs().stream().collect(Collectors.groupingBy(Run::job, TreeMap::new, Collectors.toList()));
    }

    /** {@return what is wrong with a plan, in English sentences for logs and tests; empty where nothing is} */
    public static List<String> violations(JobProblem problem, JobPlan plan) {
        var checker = new Checker(problem, plan);
        checker.check();
        return checker.violations;
    }

    private void check() {
        var ids = problem.jobs().stream().map(Job::id).collect(Collectors.toSet());
        runs.keySet().stream().filter(id -> !ids.contains(id)).forEach(id -> say("%s is no job".formatted(id)));
        for (var job : problem.jobs()) {
            checkJob(job, runs.getOrDefault(job.id(), List.of()));
        }
        for (var zone : problem.zones()) {
            checkZone(zone);
        }
        problem.objective().budget().ifPresent(this::checkBudget);
    }

    private void say(String sentence) {
        violations.add(sentence);
    }

    private void checkJob(Job job, List<Run> own) {
        var told =
                plan.shortfalls().stream().filter(s -> s.job().equals(job.id())).toList();
        var late = told.stream()
                .map(Shortfall::late)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        var missing = told.stream()
                .map(Shortfall::missing)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        checkTimes(job, own, late);
        checkWork(job, own, missing);
        checkConduct(job, own, missing);
        checkPlace(job, own);
        checkAfter(job, own);
    }

    private void checkTimes(Job job, List<Run> own, Duration late) {
        for (var run : own) {
            boolean onGrid =
                    Duration.between(problem.slots().start(), run.from()).toNanos()
                                            % problem.slots().step().toNanos()
                                    == 0
                            && run.from().isBefore(run.to());
            if (!onGrid
                    || run.from().isBefore(job.release())
                    || run.to().isAfter(problem.slots().end())) {
                say("%s runs from %s to %s, outside of its time or the slots"
                        .formatted(job.id(), run.from(), run.to()));
            }
            if (run.to().isAfter(job.deadline().plus(late))) {
                say("%s ends at %s, after %s, and is said to be %s late"
                        .formatted(job.id(), run.to(), job.deadline(), late));
            }
        }
    }

    /** Enough work, and not a slot more. */
    private void checkWork(Job job, List<Run> own, Duration missing) {
        double slotS = problem.slots().step().toNanos() * 1e-9;
        double need = Math.ceil(job.duration().toNanos() * 1e-9 / slotS - ROUNDING) - missing.toNanos() * 1e-9 / slotS;
        double done = 0;
        double fastest = 1;
        for (var run : own) {
            double rate = job.conduct().isElastic() ? job.conduct().speedUp().get(run.devices() - 1) : 1;
            done += rate * Duration.between(run.from(), run.to()).toNanos() * 1e-9 / slotS;
            fastest = Math.max(fastest, rate);
        }
        boolean isLeftOut = own.isEmpty() && missing.compareTo(Duration.ZERO) > 0;
        // Levels are whole devices, so that the last one may do more than is left; a whole slot of it would be
        // needless.
        double tooMuch = job.conduct().isElastic() ? job.conduct().speedUp().getLast() - ROUNDING : ROUNDING;
        if (!isLeftOut && (done < need - ROUNDING || done > need + tooMuch)) {
            say("%s works %s slots of %s".formatted(job.id(), done, need));
        }
    }

    private void checkConduct(Job job, List<Run> own, Duration missing) {
        var conduct = job.conduct();
        var pieces = pieces(own);
        if (!conduct.interruptible() && !conduct.isElastic() && pieces.size() > 1) {
            say("%s may not pause, but runs in %d pieces".formatted(job.id(), pieces.size()));
        }
        for (var run : own) {
            boolean right =
                    conduct.isElastic() ? run.devices() <= conduct.devices() : run.devices() == conduct.devices();
            if (!right || run.devices() < 1) {
                say("%s runs on %d devices".formatted(job.id(), run.devices()));
            }
        }
        var least = conduct.shortestRun().compareTo(job.duration()) < 0 ? conduct.shortestRun() : job.duration();
        for (var piece : pieces) {
            if (!conduct.isElastic() && missing.isZero() && piece.compareTo(least) < 0) {
                say("%s runs for %s, shorter than %s".formatted(job.id(), piece, least));
            }
        }
    }

    /** Lengths of the pieces without a pause. */
    private static List<Duration> pieces(List<Run> own) {
        var pieces = new ArrayList<Duration>();
        Instant end = Instant.MIN;
        for (var run : own) {
            var length = Duration.between(run.from(), run.to());
            if (run.from().isBefore(end)) {
                pieces.add(Duration.ZERO);
            } else if (run.from().equals(end)) {
                pieces.set(pieces.size() - 1, pieces.getLast().plus(length));
            } else {
                pieces.add(length);
            }
            end = run.to();
        }
        return pieces;
    }

    private void checkPlace(Job job, List<Run> own) {
        var places = own.stream().map(Run::zone).collect(Collectors.toCollection(HashSet::new));
        if (places.size() > 1) {
            say("%s runs in %s".formatted(job.id(), places));
        }
        String home = job.siting().home().orElse("");
        for (String place : places) {
            if (!job.siting().zones().isEmpty() && !job.siting().zones().contains(place)) {
                say("%s may not run in %s".formatted(job.id(), place));
            }
            boolean tooFar = problem.links().stream()
                    .filter(link -> link.joins(home, place))
                    .anyMatch(link -> link.roundTripMs() > job.siting().mostLatencyMs());
            if (tooFar && !home.equals(place)) {
                say("%s is too far from %s in %s".formatted(job.id(), home, place));
            }
        }
    }

    private void checkAfter(Job job, List<Run> own) {
        for (String before : job.conduct().after()) {
            var end = runs.getOrDefault(before, List.of()).stream().map(Run::to).max(Comparator.naturalOrder());
            boolean early =
                    own.stream().anyMatch(run -> end.isEmpty() || run.from().isBefore(end.get()));
            if (early) {
                say("%s starts before %s has ended".formatted(job.id(), before));
            }
        }
    }

    private void checkZone(Zone zone) {
        var powers = problem.jobs().stream().collect(Collectors.toMap(Job::id, job -> job));
        var devices = new double[problem.slots().count()];
        var watts = new double[problem.slots().count()];
        for (var run : plan.runs()) {
            var job = powers.get(run.job());
            if (run.zone().equals(zone.name()) && job != null) {
                double power = job.powerW() * (job.conduct().isElastic() ? run.devices() : 1);
                for (var at = run.from();
                        at.isBefore(run.to());
                        at = at.plus(problem.slots().step())) {
                    int slot = (int) Duration.between(problem.slots().start(), at)
                            .dividedBy(problem.slots().step());
                    devices[slot] += run.devices();
                    watts[slot] += power;
                }
            }
        }
        for (int slot = 0; slot < devices.length; slot++) {
            if (devices[slot] > zone.devices()[slot] || watts[slot] > zone.limitW()[slot] * (1 + ROUNDING)) {
                say("%s holds %s devices and %s W in slot %d".formatted(zone.name(), devices[slot], watts[slot], slot));
            }
        }
    }

    private void checkBudget(Objective.Budget budget) {
        double taken = plan.totals().of(budget.goal());
        boolean told = plan.notes().stream().anyMatch(note -> note.key().startsWith("optimize.note.budget"));
        if (taken > budget.most() + ROUNDING * Math.abs(budget.most()) && !told) {
            say("%s is %s, above %s".formatted(budget.goal(), taken, budget.most()));
        }
    }
}
