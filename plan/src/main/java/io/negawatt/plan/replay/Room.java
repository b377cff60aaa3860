package io.negawatt.plan.replay;

import io.negawatt.plan.jobs.Job;
import io.negawatt.plan.jobs.JobProblem;
import io.negawatt.plan.jobs.Run;
import io.negawatt.plan.jobs.Zone;
import io.negawatt.plan.optimize.Rates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The capacity that runs which have begun leave to others. */
final class Room {
    private final JobProblem problem;
    private final List<double[]> devices = new ArrayList<>();
    private final List<double[]> watts = new ArrayList<>();

    Room(JobProblem problem) {
        this.problem = problem;
        for (var zone : problem.zones()) {
            devices.add(zone.devices().clone());
            watts.add(zone.limitW().clone());
        }
    }

    void take(Job job, Run run) {
        for (int zone = 0; zone < devices.size(); zone++) {
            if (problem.zones().get(zone).name().equals(run.zone())) {
                int to = problem.slots().until(run.to());
                for (int slot = problem.slots().from(run.from()); slot < to; slot++) {
                    devices.get(zone)[slot] -= run.devices();
                    watts.get(zone)[slot] = Math.max(0, watts.get(zone)[slot] - job.powerW());
                }
            }
        }
    }

    /** {@return what is left of the zones from a slot on, at these rates} */
    List<Zone> from(int slot, List<Rates> rates) {
        var zones = new ArrayList<Zone>();
        for (int zone = 0; zone < rates.size(); zone++) {
            int to = slot + rates.get(zone).count();
            zones.add(new Zone(
                    problem.zones().get(zone).name(),
                    Arrays.copyOfRange(devices.get(zone), slot, to),
                    Arrays.copyOfRange(watts.get(zone), slot, to),
                    rates.get(zone)));
        }
        return zones;
    }
}
