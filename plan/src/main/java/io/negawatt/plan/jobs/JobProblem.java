package io.negawatt.plan.jobs;

import io.negawatt.plan.optimize.Objective;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Jobs, the zones that could run them, and what to save.
 *
 * <p>What cannot be met does not make a problem invalid: a plan names the jobs that are late or left out, and why.
 *
 * @param slots the time that is planned
 * @param jobs with unique ids
 * @param zones at least one, whose series cover the slots
 * @param links between zones; two zones without a link move data at no cost and without delay
 */
public record JobProblem(Slots slots, List<Job> jobs, List<Zone> zones, List<TransferLink> links, Objective objective) {

    public JobProblem {
        jobs = List.copyOf(jobs);
        zones = List.copyOf(zones);
        links = List.copyOf(links);
        if (zones.isEmpty() || zones.stream().anyMatch(zone -> zone.rates().count() != slots.count())) {
            throw new IllegalArgumentException("a problem needs zones whose series cover its slots");
        }
        var ids = new HashSet<String>();
        for (var job : jobs) {
            if (!ids.add(job.id())) {
                throw new IllegalArgumentException("two jobs are called " + job.id());
            }
        }
    }

    /** Jobs in one place. */
    public JobProblem(Slots slots, List<Job> jobs, Zone zone, Objective objective) {
        this(slots, jobs, List.of(zone), List.of(), objective);
    }

    /** {@return the same with another objective} */
    public JobProblem with(Objective other) {
        return new JobProblem(slots, jobs, zones, links, other);
    }

    /** {@return the same with other jobs} */
    public JobProblem with(List<Job> others) {
        return new JobProblem(slots, others, zones, links, objective);
    }

    /** {@return the link between two zones, if there is one} */
    public Optional<TransferLink> link(String one, String other) {
        return links.stream().filter(link -> link.joins(one, other)).findFirst();
    }
}
