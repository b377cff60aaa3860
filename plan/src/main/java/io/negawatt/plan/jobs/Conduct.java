package io.negawatt.plan.jobs;

import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.util.List;

/**
 * How a job may run.
 *
 * @param interruptible whether it may pause and go on; an elastic job may
 * @param shortestRun least time between two pauses
 * @param startUp energy of each start beyond what the job draws anyway
 * @param devices devices that it holds while it runs; of an elastic job, the most it can use
 * @param speedUp of an elastic job, how much faster it is on 1, 2, … devices than on one, with falling gains; else empty
 * @param priority how much an hour of lateness counts against those of other jobs where not all can be on time
 * @param after ids of the jobs that must have ended before it starts
 */
public record Conduct(
        boolean interruptible,
        Duration shortestRun,
        Energy startUp,
        int devices,
        List<Double> speedUp,
        double priority,
        List<String> after) {
    /** On one device, without a pause. */
    public static final Conduct IN_ONE_PIECE =
            new Conduct(false, Duration.ZERO, Energy.ZERO, 1, List.of(), 1, List.of());
    /** On one device, with any pauses. */
    public static final Conduct WITH_PAUSES = new Conduct(true, Duration.ZERO, Energy.ZERO, 1, List.of(), 1, List.of());

    public Conduct {
        speedUp = List.copyOf(speedUp);
        after = List.copyOf(after);
        if (devices < 1 || !(priority > 0) || shortestRun.isNegative()) {
            throw new IllegalArgumentException("a job needs a device and a priority above 0");
        }
        if (!speedUp.isEmpty() && (speedUp.size() != devices || !isConcave(speedUp))) {
            throw new IllegalArgumentException(
                    "a speed-up starts at 1, never falls and gains less with each device, got " + speedUp);
        }
    }

    /** {@return whether the curve starts at 1 and gains less and less, but never loses} */
    public static boolean isConcave(List<Double> speedUp) {
        double gain = 1;
        double before = 0;
        for (double speed : speedUp) {
            double more = speed - before;
            if (!(more >= 0) || more > gain + 1e-9) {
                return false;
            }
            gain = more;
            before = speed;
        }
        return speedUp.isEmpty() || Math.abs(speedUp.getFirst() - 1) < 1e-9;
    }

    /** {@return whether the number of devices may change while it runs} */
    public boolean isElastic() {
        return !speedUp.isEmpty();
    }

    /** {@return an elastic job with this speed-up} */
    public static Conduct elastic(List<Double> speedUp) {
        return new Conduct(true, Duration.ZERO, Energy.ZERO, speedUp.size(), speedUp, 1, List.of());
    }

    /** {@return the same on so many devices} */
    public Conduct on(int count) {
        return new Conduct(interruptible, shortestRun, startUp, count, speedUp, priority, after);
    }

    /** {@return the same with runs of at least this time, each of which costs a start} */
    public Conduct inRuns(Duration least, Energy start) {
        return new Conduct(interruptible, least, start, devices, speedUp, priority, after);
    }

    /** {@return the same after other jobs} */
    public Conduct after(List<String> jobs) {
        return new Conduct(interruptible, shortestRun, startUp, devices, speedUp, priority, jobs);
    }
}
