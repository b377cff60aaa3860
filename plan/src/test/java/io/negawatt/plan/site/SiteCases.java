package io.negawatt.plan.site;

import io.negawatt.plan.simulate.Battery;
import io.negawatt.plan.simulate.Cooling;
import io.negawatt.plan.simulate.GridConnection;
import io.negawatt.plan.simulate.Site;
import io.negawatt.plan.site.SiteProblem.Aim;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;

/** Random sites. */
public final class SiteCases {
    public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final double KWH = 3.6e6;
    private static final double KW = 1000;

    private SiteCases() {}

    /** A site of a few whole kilowatts and hours, and how fine a grid of stored energy holds one of its best schedules. */
    public record Small(SiteProblem problem, int perKwh) {}

    /** Without losses and with a demand charge, or with losses and prices of either sign. */
    public static Small small(long seed) {
        var random = new SplittableRandom(seed);
        boolean peaks = random.nextBoolean();
        int slots = peaks ? 3 : random.nextInt(2, 5);
        double efficiency = peaks ? 1 : random.nextBoolean() ? 1 : 0.5;
        var buy = draw(slots, _ -> random.nextInt(peaks ? 0 : -4, 10));
        var sell = draw(slots, slot -> peaks ? Math.min(buy[slot], random.nextInt(0, 6)) : random.nextInt(-3, 8));
        var load = draw(slots, _ -> KW * random.nextInt(0, 4));
        var fresh = draw(slots, _ -> KW * random.nextInt(0, 4));
        int capacity = random.nextInt(0, peaks ? 3 : 4);
        var battery = new Battery(
                capacity * KWH,
                KW * random.nextInt(0, 3),
                KW * random.nextInt(0, 3),
                efficiency,
                efficiency,
                0,
                0,
                1,
                new Battery.Wear(random.nextInt(0, 2) / KWH, 0));
        double contractW = KW * random.nextInt(2, 7);
        var grid = new GridConnection(contractW, KW * random.nextInt(0, 3), contractW);
        var jobs = new ArrayList<SiteJob>();
        if (random.nextInt(3) > 0) {
            jobs.add(job(random, "whole", slots, false));
        }
        if (!peaks && random.nextInt(4) == 0) {
            jobs.add(job(random, "spread", slots, true));
        }
        var demand = peaks
                ? new SiteDemand(
                        random.nextInt(0, 12), 1, new int[slots], new double[1], new double[] {Double.POSITIVE_INFINITY
                        })
                : SiteDemand.none(slots);
        var problem = new SiteProblem(
                new Site(grid, battery, Cooling.NONE),
                START,
                3600,
                random.nextInt(0, capacity + 1) * KWH,
                random.nextInt(0, capacity + 1) * KWH,
                List.of(new SiteOutlook(1, buy, sell, load, fresh)),
                Aim.MEAN,
                demand,
                jobs,
                new double[slots]);
        return new Small(problem, peaks ? 6 : 2);
    }

    private static SiteJob job(SplittableRandom random, String id, int slots, boolean interruptible) {
        int release = random.nextInt(0, slots);
        int deadline = random.nextInt(release, slots) + 1;
        double[] shape = draw(random.nextInt(1, 3), _ -> KW * (interruptible ? 1 : random.nextInt(1, 3)));
        return new SiteJob(id, release, deadline, shape, interruptible);
    }

    /** A site of any kind, sensible or not. */
    public static SiteProblem any(long seed) {
        var random = new SplittableRandom(seed);
        int slots = random.nextInt(1, 16);
        double stepS = List.of(300.0, 900.0, 3600.0).get(random.nextInt(3));
        double scale = KW * Math.pow(10, random.nextInt(0, 4));
        double capacity = random.nextInt(4) == 0 ? 0 : scale * 3600 * random.nextDouble(0.1, 5);
        double floor = random.nextDouble(0, 0.3);
        double ceiling = random.nextDouble(0.5, 1);
        var battery = new Battery(
                capacity,
                scale * random.nextDouble(2),
                scale * random.nextDouble(2),
                random.nextDouble(0.6, 1),
                random.nextDouble(0.6, 1),
                random.nextBoolean() ? 0 : 1e-6 * random.nextDouble(),
                floor,
                ceiling,
                new Battery.Wear(random.nextDouble(0.02) / KWH, 0));
        var outlooks = new ArrayList<SiteOutlook>();
        int count = random.nextInt(3) == 0 ? 3 : 1;
        for (int i = 0; i < count; i++) {
            outlooks.add(outlook(random, slots, scale));
        }
        double limitW = scale * random.nextDouble(0.2, 4);
        var grid = new GridConnection(
                limitW, random.nextBoolean() ? 0 : scale * random.nextDouble(), limitW * random.nextDouble(0.4, 1.4));
        var jobs = new ArrayList<SiteJob>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int release = random.nextInt(slots);
            double watts = scale * random.nextDouble(0.05, 0.7);
            double[] shape = draw(random.nextInt(1, 4), _ -> watts * random.nextDouble(0.5, 1));
            jobs.add(new SiteJob(
                    "job-" + i, release, release + random.nextInt(1, slots + 3), shape, random.nextBoolean()));
        }
        var demand = random.nextBoolean()
                ? SiteDemand.none(slots)
                : new SiteDemand(
                        10 * random.nextDouble(),
                        random.nextInt(1, 4),
                        new int[slots],
                        new double[] {scale * random.nextDouble(0.3)},
                        new double[] {Double.POSITIVE_INFINITY});
        return new SiteProblem(
                new Site(grid, battery, Cooling.NONE),
                START,
                stepS,
                capacity * random.nextDouble(floor, ceiling),
                capacity * random.nextDouble(floor, ceiling),
                outlooks,
                random.nextBoolean() ? Aim.MEAN : Aim.WORST,
                demand,
                jobs,
                draw(slots, _ -> 0.3 * random.nextDouble()));
    }

    private static SiteOutlook outlook(SplittableRandom random, int slots, double scale) {
        var buy = draw(slots, _ -> random.nextDouble(-0.05, 0.4));
        var sell = draw(slots, slot -> random.nextInt(4) == 0 ? random.nextDouble(-0.1, 0.5) : buy[slot] * 0.5);
        return new SiteOutlook(
                random.nextDouble(0.1, 1),
                buy,
                sell,
                draw(slots, _ -> scale * random.nextDouble()),
                draw(slots, _ -> random.nextInt(3) == 0 ? scale * random.nextDouble(2) : 0));
    }

    /** A week of a site with sun, a battery, a demand charge, prices and load of the day, and jobs that can wait. */
    public static SiteProblem week(int slotsPerHour, int jobs, boolean interruptible) {
        return days(7, slotsPerHour, jobs, interruptible);
    }

    public static SiteProblem days(int days, int slotsPerHour, int jobs, boolean interruptible) {
        var random = new SplittableRandom(7);
        int slots = days * 24 * slotsPerHour;
        double stepS = 3600.0 / slotsPerHour;
        var noise = draw(days * 24, _ -> random.nextDouble(-1, 1));
        var buy = draw(slots, slot -> 0.12 + 0.05 * wave(slot, slotsPerHour, 19) + 0.02 * noise[slot / slotsPerHour]);
        var load =
                draw(slots, slot -> 250 * KW + 60 * KW * wave(slot, slotsPerHour, 14) + 20 * KW * random.nextDouble());
        var fresh = draw(slots, slot -> {
            double sun =
                    Math.max(0, wave(slot, slotsPerHour, 12.5)) * (0.6 + 0.4 * noise[slot / slotsPerHour / 24 * 24]);
            return 150 * KW * sun * (0.9 + 0.1 * random.nextDouble());
        });
        var some = new ArrayList<SiteJob>();
        for (int i = 0; i < jobs; i++) {
            int length = random.nextInt(2, 9) * slotsPerHour + (slotsPerHour > 1 ? random.nextInt(slotsPerHour) : 0);
            int release = random.nextInt(0, slots - 2 * length);
            int deadline = Math.min(slots, release + length + random.nextInt(6, 60) * slotsPerHour);
            double watts = KW * random.nextInt(10, 60);
            some.add(new SiteJob("job-" + i, release, deadline, draw(length, _ -> watts), interruptible));
        }
        var battery = new Battery(
                400 * KWH, 200 * KW, 200 * KW, 0.95, 0.95, 1e-8, 0.1, 0.95, new Battery.Wear(0.005 / KWH, 0));
        return new SiteProblem(
                new Site(new GridConnection(700 * KW, 100 * KW, 520 * KW), battery, Cooling.NONE),
                START,
                stepS,
                200 * KWH,
                200 * KWH,
                List.of(new SiteOutlook(1, buy, draw(slots, slot -> 0.4 * buy[slot]), load, fresh)),
                Aim.MEAN,
                SiteDemand.of(
                        12 * Math.min(1, days / 30.0),
                        java.time.Duration.ofMinutes(15),
                        START,
                        java.time.Duration.ofSeconds((long) stepS),
                        slots,
                        java.time.ZoneOffset.UTC),
                some,
                new double[slots]);
    }

    private static double wave(int slot, int slotsPerHour, double peakHour) {
        return Math.cos(2 * Math.PI * ((double) slot / slotsPerHour - peakHour) / 24);
    }

    public static double[] draw(int slots, IntToDoubleFunction value) {
        var values = new double[slots];
        Arrays.setAll(values, value);
        return values;
    }
}
