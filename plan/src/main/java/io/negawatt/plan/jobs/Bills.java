package io.negawatt.plan.jobs;

import io.negawatt.core.units.Energy;
import io.negawatt.plan.optimize.Rates;
import io.negawatt.plan.optimize.Totals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What runs take at the rates of a problem, which need not be those that they were planned by. */
public final class Bills {
    private final JobProblem problem;
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Zone> zones = new HashMap<>();

    public Bills(JobProblem problem) {
        this.problem = problem;
        problem.jobs().forEach(job -> jobs.put(job.id(), job));
        problem.zones().forEach(zone -> zones.put(zone.name(), zone));
    }

    /** {@return a bill for each run, in their order} */
    public List<Bill> of(List<Run> runs) {
        var bills = new ArrayList<Bill>();
        var before = new HashMap<String, Run>();
        for (var run : runs) {
            var last = before.put(run.job(), run);
            boolean isStart = last == null || !last.to().equals(run.from());
            bills.add(bill(run, isStart, last == null));
        }
        return bills;
    }

    /** {@return what the runs take together} */
    public Totals totals(List<Run> runs) {
        var sum = Totals.NOTHING;
        for (var bill : of(runs)) {
            sum = sum.plus(new Totals(bill.energyKwh(), bill.averageG(), bill.marginalG(), bill.cost(), 0));
        }
        return sum.plus(new Totals(0, 0, 0, 0, peakW(runs)));
    }

    private Bill bill(Run run, boolean isStart, boolean isFirst) {
        var job = job(run);
        var rates = zone(run.zone()).rates();
        int from = problem.slots().from(run.from());
        int to = problem.slots().until(run.to());
        double slotKwh = powerW(job, run.devices()) / 1000 * problem.slots().hours();
        var sum = new double[4];
        for (int slot = from; slot < to; slot++) {
            add(sum, rates, slot, slotKwh);
        }
        if (isStart) {
            add(sum, rates, from, job.conduct().startUp().joules() / Energy.JOULES_PER_KWH);
        }
        if (isFirst) {
            addMoved(sum, job, run.zone());
        }
        return new Bill(run, sum[0], sum[1], sum[2], sum[3]);
    }

    private static void add(double[] sum, Rates rates, int slot, double kwh) {
        sum[0] += kwh;
        sum[1] += kwh * rates.averageG()[slot];
        sum[2] += kwh * rates.marginalG()[slot];
        sum[3] += kwh * rates.price()[slot];
    }

    /** Data are moved at some time in the job's window, half of the energy at each end. */
    private void addMoved(double[] sum, Job job, String to) {
        double kwh = movedKwh(problem, job, to);
        if (kwh > 0) {
            var slots = problem.slots();
            int first = Math.clamp(slots.from(job.release()), 0, slots.count() - 1);
            int end = Math.clamp(slots.until(job.deadline()), first + 1, slots.count());
            for (var rates : List.of(zone(home(problem, job)).rates(), zone(to).rates())) {
                for (int slot = first; slot < end; slot++) {
                    add(sum, rates, slot, kwh / 2 / (end - first));
                }
            }
        }
    }

    /** {@return the totals of moving a job's data, without any run} */
    public Totals moved(Job job, String to) {
        var sum = new double[4];
        addMoved(sum, job, to);
        return new Totals(sum[0], sum[1], sum[2], sum[3], 0);
    }

    static double movedKwh(JobProblem problem, Job job, String to) {
        String home = home(problem, job);
        return home.equals(to)
                ? 0
                : job.siting().dataGb()
                        * problem.link(home, to).map(TransferLink::kwhPerGb).orElse(0.0);
    }

    /** {@return where a job's data are, and where it runs as submitted} */
    public static String home(JobProblem problem, Job job) {
        var allowed = job.siting().zones();
        return job.siting()
                .home()
                .filter(home ->
                        problem.zones().stream().anyMatch(zone -> zone.name().equals(home)))
                .orElseGet(() -> problem.zones().stream()
                        .map(Zone::name)
                        .filter(name -> allowed.isEmpty() || allowed.contains(name))
                        .findFirst()
                        .orElse(problem.zones().getFirst().name()));
    }

    /** {@return the power of all runs in each slot of a zone, W} */
    public double[] powerW(List<Run> runs, String zone) {
        var slots = problem.slots();
        var watts = new double[slots.count()];
        for (var run : runs) {
            if (run.zone().equals(zone)) {
                double power = powerW(job(run), run.devices());
                for (int slot = slots.from(run.from()); slot < slots.until(run.to()); slot++) {
                    watts[slot] += power;
                }
            }
        }
        return watts;
    }

    private double peakW(List<Run> runs) {
        double sum = 0;
        for (var zone : problem.zones()) {
            double peak = 0;
            for (double watts : powerW(runs, zone.name())) {
                peak = Math.max(peak, watts);
            }
            sum += peak;
        }
        return sum;
    }

    private static double powerW(Job job, int devices) {
        return job.conduct().isElastic() ? job.powerW() * devices : job.powerW();
    }

    private Job job(Run run) {
        var job = jobs.get(run.job());
        if (job == null) {
            throw new IllegalArgumentException("no job is called " + run.job());
        }
        return job;
    }

    private Zone zone(String name) {
        var zone = zones.get(name);
        if (zone == null) {
            throw new IllegalArgumentException("no zone is called " + name);
        }
        return zone;
    }
}
