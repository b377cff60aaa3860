package io.negawatt.app.demo;

import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What runs at the demonstration's site. Its power follows the time of day, less at weekends, and wanders from hour to hour as real
 * load does, so that a forecast of it has a range that can be seen.
 *
 * @param nodes how many nodes it has, each with eight GPUs
 * @param nodeW mean power of the GPUs of a node, in W
 * @param swing how much it follows the day, as a fraction
 * @param wander how far it wanders about that, as a fraction
 * @param idle whether it is held and does nothing
 */
record DemoJob(String name, String tenant, int nodes, double nodeW, double swing, double wander, boolean idle) {
    static final List<DemoJob> ALL = List.of(
            new DemoJob("pretrain-13b", "language", 24, 6_900, 0.03, 0.05, false),
            new DemoJob("chat-serving", "platform", 18, 6_050, 0.42, 0.16, false),
            new DemoJob("lora-70b", "finance", 8, 5_900, 0.03, 0.14, false),
            new DemoJob("batch-embed", "search", 5, 5_700, 0.06, 0.3, false),
            new DemoJob("vision-hold", "vision", 6, 900, 0.005, 0.01, true));

    private static final long HOUR_MS = 3_600_000;
    private static final double WEEKEND = 0.55;

    /** {@return the power of its GPUs, in W} */
    double computeW(Instant time) {
        double hour = DemoSite.hour(time);
        double day = Math.exp(-Math.pow((hour - 15) / 4.5, 2)) + Math.exp(-Math.pow((hour - 18.5) / 1.7, 2)) - 0.45;
        double week = DemoSite.day(time).compareTo(DayOfWeek.SATURDAY) >= 0 ? WEEKEND : 1;
        double step = 0.012 * Math.signum(Math.sin(time.getEpochSecond() / 37.0 + nodes));
        double quick = 0.008 * wobble(time, name.length());
        double slow = wander * (0.6 * drift(time, 5 * HOUR_MS) + 0.4 * drift(time, HOUR_MS));
        return nodes * nodeW * (1 + swing * week * day + slow + (idle ? 0.1 : 1) * (step + quick));
    }

    /** {@return a smooth wandering between −1 and 1 that is another in every stretch} */
    private double drift(Instant time, long stretchMs) {
        long at = Math.floorDiv(time.toEpochMilli(), stretchMs);
        double part = (double) Math.floorMod(time.toEpochMilli(), stretchMs) / stretchMs;
        double smooth = part * part * (3 - 2 * part);
        return (1 - smooth) * knot(at, stretchMs) + smooth * knot(at + 1, stretchMs);
    }

    private double knot(long at, long stretchMs) {
        return 2 * new SplittableRandom(at * 1_000_003 + stretchMs + name.hashCode()).nextDouble() - 1;
    }

    /** {@return a quick smooth wandering between about −1 and 1} */
    static double wobble(Instant time, int phase) {
        double s = time.toEpochMilli() / 1e3;
        return (Math.sin(s / 5.3 + phase) + Math.sin(s / 41.7 + 2.1 * phase) + Math.sin(s / 613 + phase)) / 3;
    }

    static double allComputeW(Instant time) {
        return ALL.stream().mapToDouble(it -> it.computeW(time)).sum();
    }
}
