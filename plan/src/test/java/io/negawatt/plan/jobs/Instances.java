package io.negawatt.plan.jobs;

import io.negawatt.core.units.Energy;
import io.negawatt.plan.optimize.Goal;
import io.negawatt.plan.optimize.Objective;
import io.negawatt.plan.optimize.Rates;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Small random problems of each kind, the same for the same seed. */
public final class Instances {
    public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final Duration STEP = Duration.ofMinutes(30);
    private static final int SLOTS = 6;

    private Instances() {}

    /** What is special about a problem. */
    public enum Kind {
        PAUSES,
        ONE_PIECE,
        RUNS,
        ELASTIC,
        ORDER,
        WATTS,
        ZONES,
        PEAK,
        BUDGET
    }

    public static JobProblem random(Kind kind, long seed) {
        var random = new Random(seed * 31 + kind.ordinal());
        var slots = new Slots(START, STEP, SLOTS);
        var zones = new ArrayList<Zone>();
        for (int i = 0; i < (kind == Kind.ZONES ? 2 : 1); i++) {
            zones.add(Zone.of("Z" + i, 1 + random.nextInt(2), watts(kind, random), rates(random)));
        }
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < 2 + random.nextInt(2); i++) {
            jobs.add(job(kind, i, random));
        }
        var links = List.of(new TransferLink("Z0", "Z1", 0.01, 20));
        return new JobProblem(slots, jobs, zones, links, objective(kind, random));
    }

    private static double watts(Kind kind, Random random) {
        return kind == Kind.WATTS ? 300 + 100 * random.nextInt(3) : Double.POSITIVE_INFINITY;
    }

    private static Rates rates(Random random) {
        var series = new double[3][SLOTS];
        for (double[] one : series) {
            for (int slot = 0; slot < SLOTS; slot++) {
                one[slot] = random.nextInt(12) * 25 - (one == series[2] ? 60 : 0);
            }
        }
        return Rates.of(series[0], series[1], series[2]);
    }

    private static Job job(Kind kind, int index, Random random) {
        int release = random.nextInt(3);
        int due = Math.min(SLOTS, release + 2 + random.nextInt(5));
        int need = 1 + random.nextInt(kind == Kind.ELASTIC ? 4 : 3);
        return new Job(
                "j" + index,
                START.plus(STEP.multipliedBy(release)),
                START.plus(STEP.multipliedBy(due)),
                STEP.multipliedBy(need),
                100 * (1 + random.nextInt(3)),
                conduct(kind, index, random),
                siting(kind, random));
    }

    private static Conduct conduct(Kind kind, int index, Random random) {
        return switch (kind) {
            case PAUSES, ZONES, BUDGET -> Conduct.WITH_PAUSES;
            case ONE_PIECE -> Conduct.IN_ONE_PIECE;
            case PEAK -> random.nextBoolean() ? Conduct.IN_ONE_PIECE : Conduct.WITH_PAUSES;
            case RUNS ->
                Conduct.WITH_PAUSES.inRuns(
                        STEP.multipliedBy(1 + random.nextInt(2)), Energy.ofKilowattHours(0.02 * random.nextInt(3)));
            case ELASTIC -> Conduct.elastic(random.nextBoolean() ? List.of(1.0, 1.7) : List.of(1.0));
            case ORDER ->
                (random.nextBoolean() ? Conduct.IN_ONE_PIECE : Conduct.WITH_PAUSES)
                        .after(index > 0 && random.nextInt(3) > 0 ? List.of("j" + (index - 1)) : List.of());
            case WATTS -> (random.nextBoolean() ? Conduct.IN_ONE_PIECE : Conduct.WITH_PAUSES).on(1 + random.nextInt(2));
        };
    }

    private static Siting siting(Kind kind, Random random) {
        return kind == Kind.ZONES
                ? new Siting(List.of(), Optional.of("Z" + random.nextInt(2)), random.nextInt(5), 50 * random.nextInt(2))
                : Siting.ANYWHERE;
    }

    private static Objective objective(Kind kind, Random random) {
        return switch (kind) {
            case PEAK -> Objective.of(Map.of(Goal.CARBON, 1.0, Goal.PEAK, 0.5 + random.nextInt(3)));
            case BUDGET ->
                new Objective(
                        Map.of(Goal.CARBON, 1.0), Optional.of(new Objective.Budget(Goal.COST, random.nextInt(60) - 5)));
            default ->
                random.nextBoolean()
                        ? Objective.CARBON
                        : Objective.of(Map.of(Goal.CARBON, 0.5, Goal.MARGINAL, 0.5, Goal.COST, 1.0));
        };
    }

    /** A week of jobs that may go to any zone, with so many devices in each. */
    public static JobProblem week(int zones, int count, int devices) {
        var random = new Random(7);
        var slots = new Slots(START, Duration.ofHours(1), 168);
        var places = new ArrayList<Zone>();
        for (int zone = 0; zone < zones; zone++) {
            var carbon = new double[168];
            double mean = 50 + random.nextInt(600);
            for (int slot = 0; slot < 168; slot++) {
                carbon[slot] = mean * (1 + 0.3 * Math.sin(slot * Math.PI / 12 + zone)) + random.nextInt(40);
            }
            places.add(Zone.of("Z" + zone, devices, Double.POSITIVE_INFINITY, Rates.ofCarbon(carbon)));
        }
        var jobs = new ArrayList<Job>();
        for (int i = 0; i < count; i++) {
            int release = random.nextInt(120);
            int need = 1 + random.nextInt(12);
            int due = Math.min(168, release + need + 6 + random.nextInt(40));
            var home = Optional.of("Z" + random.nextInt(zones));
            jobs.add(new Job(
                    "j" + i,
                    slots.timeOf(release),
                    slots.timeOf(due),
                    Duration.ofHours(need),
                    500 + random.nextInt(4000),
                    random.nextBoolean() ? Conduct.IN_ONE_PIECE : Conduct.WITH_PAUSES,
                    new Siting(List.of(), home, random.nextInt(100), Double.POSITIVE_INFINITY)));
        }
        return new JobProblem(slots, jobs, places, List.of(new TransferLink("Z0", "Z1", 0.01, 9)), Objective.CARBON);
    }
}
