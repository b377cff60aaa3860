package io.negawatt.plan.tasks;

import io.negawatt.core.text.Message;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.jobs.Bills;
import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Scoring;
import io.negawatt.plan.jobs.Shortfall;
import io.negawatt.plan.jobs.Slots;
import io.negawatt.plan.jobs.TransferLink;
import io.negawatt.plan.jobs.Zone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Brings jobs to slots and indices, and tells apart those that no plan can do: their input says no, whatever the others need.
 *
 * @param tasks those that can be planned, each within the window that the jobs before and after it leave
 * @param hopeless those that cannot be planned at all
 * @param notes what was read otherwise than it was written
 */
public record Tasks(List<Task> tasks, List<Shortfall> hopeless, List<Message> notes) {

    public static Tasks of(JobProblem problem, Scoring scoring) {
        return new Reader(problem, scoring).read();
    }

    private static final class Reader {
        private final JobProblem problem;
        private final Scoring scoring;
        private final Bills bills;
        private final Slots slots;
        private final List<Task> tasks = new ArrayList<>();
        private final List<Shortfall> hopeless = new ArrayList<>();
        private final List<Message> notes = new ArrayList<>();
        private final Map<String, Integer> indexOf = new HashMap<>();
        private final Set<String> out = new TreeSet<>();
        private int rounded;
        private int cut;

        Reader(JobProblem problem, Scoring scoring) {
            this.problem = problem;
            this.scoring = scoring;
            this.bills = new Bills(problem);
            this.slots = problem.slots();
            for (var job : problem.jobs()) {
                indexOf.put(job.id(), indexOf.size());
            }
        }

        Tasks read() {
            for (var job : problem.jobs()) {
                read(job);
            }
            leaveOutFollowers();
            var kept = tasks.stream()
                    .filter(task ->
                            !out.contains(problem.jobs().get(task.index()).id()))
                    .toList();
            if (rounded > 0) {
                notes.add(Message.of("optimize.note.rounded", rounded, Quantities.printDuration(slots.step())));
            }
            if (cut > 0) {
                notes.add(Message.of("optimize.note.cut", cut, slots.end()));
            }
            return new Tasks(Windows.tightened(kept), hopeless, notes);
        }

        private void read(Job job) {
            var sites = sites(job);
            int release = Math.max(0, slots.from(job.release()));
            int due = Math.min(slots.count(), slots.until(job.deadline()));
            int need = slots.holding(job.duration());
            if (!job.deadline().isAfter(job.release())) {
                leaveOut(job, Message.of("optimize.short.deadline", job.id(), job.deadline(), job.release()));
            } else if (release >= slots.count()) {
                leaveOut(job, Message.of("optimize.short.signal", job.id(), job.release(), slots.end()));
            } else if (sites.isEmpty()) {
                leaveOut(job, noPlace(job));
            } else {
                rounded += slots.step().multipliedBy(need).equals(job.duration()) ? 0 : 1;
                cut += job.deadline().isAfter(slots.end()) ? 1 : 0;
                tasks.add(task(job, release, due, need, sites));
            }
        }

        private Task task(Job job, int release, int due, int need, List<Task.Site> sites) {
            var conduct = job.conduct();
            double[] speed =
                    conduct.speedUp().stream().mapToDouble(Double::doubleValue).toArray();
            int[] waitsFor = conduct.after().stream()
                    .filter(indexOf::containsKey)
                    .mapToInt(before -> indexOf.getOrDefault(before, -1))
                    .toArray();
            return new Task(
                    indexOf.getOrDefault(job.id(), -1),
                    release,
                    Math.max(release, due),
                    Math.max(release, due),
                    need,
                    job.powerW() / 1000 * slots.hours(),
                    job.powerW(),
                    conduct.devices(),
                    conduct.interruptible() || conduct.isElastic(),
                    Math.min(need, Math.max(1, slots.holding(conduct.shortestRun()))),
                    conduct.startUp().joules() / Energy.JOULES_PER_KWH,
                    conduct.priority(),
                    speed,
                    sites,
                    waitsFor);
        }

        private void leaveOut(Job job, Message cause) {
            out.add(job.id());
            hopeless.add(new Shortfall(job.id(), Duration.ZERO, job.duration(), cause));
        }

        /** A job waits for those before it, and if one of them is left out, for ever. */
        private void leaveOutFollowers() {
            for (int found = -1; found != out.size(); ) {
                found = out.size();
                for (var job : problem.jobs()) {
                    if (!out.contains(job.id())) {
                        checkBefore(job);
                    }
                }
            }
            for (var circle : Windows.circles(tasks)) {
                var job = problem.jobs().get(circle);
                if (!out.contains(job.id())) {
                    leaveOut(job, Message.of("optimize.short.circle", job.id()));
                }
            }
        }

        private void checkBefore(Job job) {
            for (String before : job.conduct().after()) {
                if (!indexOf.containsKey(before)) {
                    leaveOut(job, Message.of("optimize.short.unknown", job.id(), before));
                    return;
                }
                if (out.contains(before)) {
                    leaveOut(job, Message.of("optimize.short.after", job.id(), before));
                    return;
                }
            }
        }

        private Message noPlace(Job job) {
            if (allowed(job).isEmpty()) {
                return Message.of(
                        "optimize.short.zone",
                        job.id(),
                        String.join(", ", job.siting().zones()),
                        String.join(
                                ", ", problem.zones().stream().map(Zone::name).toList()));
            }
            double devices = largest(job, true);
            double watts = largest(job, false);
            boolean isDevices = devices < needDevices(job);
            return Message.of(
                    isDevices ? "optimize.short.devices" : "optimize.short.watts",
                    job.id(),
                    isDevices ? needDevices(job) : Numbers.significant(job.powerW(), 4),
                    isDevices ? (long) devices : Numbers.significant(watts, 4));
        }

        private static int needDevices(Job job) {
            return job.conduct().isElastic() ? 1 : job.conduct().devices();
        }

        private double largest(Job job, boolean devices) {
            return allowed(job).stream()
                    .flatMapToDouble(zone -> Arrays.stream(devices ? zone.devices() : zone.limitW()))
                    .max()
                    .orElse(0);
        }

        private List<Zone> allowed(Job job) {
            var siting = job.siting();
            String home = Bills.home(problem, job);
            return problem.zones().stream()
                    .filter(zone -> siting.zones().isEmpty() || siting.zones().contains(zone.name()))
                    .filter(zone -> zone.name().equals(home) || latencyMs(home, zone) <= siting.mostLatencyMs())
                    .toList();
        }

        private double latencyMs(String home, Zone zone) {
            return problem.link(home, zone.name())
                    .map(TransferLink::roundTripMs)
                    .orElse(0.0);
        }

        /** Zones that could hold the job at some time, its home first. */
        private List<Task.Site> sites(Job job) {
            return allowed(job).stream()
                    .filter(zone -> couldHold(zone, job))
                    .map(zone -> site(job, zone))
                    .sorted(Comparator.comparing((Task.Site site) -> !isHome(job, site)))
                    .toList();
        }

        private Task.Site site(Job job, Zone zone) {
            var moved = bills.moved(job, zone.name());
            return new Task.Site(problem.zones().indexOf(zone), moved, scoring.of(moved));
        }

        private boolean isHome(Job job, Task.Site site) {
            return problem.zones().get(site.zone()).name().equals(Bills.home(problem, job));
        }

        private static boolean couldHold(Zone zone, Job job) {
            for (int slot = 0; slot < zone.devices().length; slot++) {
                if (zone.devices()[slot] >= needDevices(job) && zone.limitW()[slot] >= job.powerW()) {
                    return true;
                }
            }
            return false;
        }
    }
}
