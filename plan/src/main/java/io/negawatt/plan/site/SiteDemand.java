package io.negawatt.plan.site;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * What is paid for the highest import of each month, as a mean over windows of the clock.
 *
 * @param perKw price of a kilowatt and a month; 0 for none
 * @param windowSlots slots of a window, at least 1
 * @param month for each slot the number of its month, from 0, not falling
 * @param reachedW for each month the highest mean that it has seen before the first slot
 * @param ceilingW for each month a mean that is not to be exceeded; infinite for none
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
public record SiteDemand(double perKw, int windowSlots, int[] month, double[] reachedW, double[] ceilingW) {
    private static final int MONTHS_PER_YEAR = 12;

    public SiteDemand {
        if (!(perKw >= 0) || windowSlots < 1 || reachedW.length != ceilingW.length) {
            throw new IllegalArgumentException("a demand charge of %s over %d slots".formatted(perKw, windowSlots));
        }
    }

    /** {@return no charge on {@code slots} slots} */
    public static SiteDemand none(int slots) {
        return new SiteDemand(0, 1, new int[slots], new double[1], infinite(1));
    }

    /** {@return a charge by the months of a clock} */
    public static SiteDemand of(double perKw, Duration window, Instant start, Duration step, int slots, ZoneId zone) {
        int windowSlots = (int) Math.max(1, window.dividedBy(step));
        var month = new int[slots];
        int first = months(start, zone);
        for (int slot = 0; slot < slots; slot++) {
            month[slot] = months(start.plus(step.multipliedBy(slot)), zone) - first;
        }
        int count = slots == 0 ? 1 : month[slots - 1] + 1;
        return new SiteDemand(perKw, windowSlots, month, new double[count], infinite(count));
    }

    private static int months(Instant time, ZoneId zone) {
        var day = time.atZone(zone);
        return day.getYear() * MONTHS_PER_YEAR + day.getMonthValue();
    }

    private static double[] infinite(int count) {
        var all = new double[count];
        Arrays.fill(all, Double.POSITIVE_INFINITY);
        return all;
    }

    /** {@return whether peaks cost or are bounded} */
    boolean matters() {
        return perKw > 0 || Arrays.stream(ceilingW).anyMatch(Double::isFinite);
    }

    /** {@return the same with other ceilings} */
    public SiteDemand below(double[] otherW) {
        return new SiteDemand(perKw, windowSlots, month, reachedW, otherW);
    }

    /** {@return the same from a slot on, with what has been reached by then} */
    public SiteDemand from(int slot, int slots, double[] byMonthW) {
        int first = month[slot];
        int[] rest =
                Arrays.stream(month, slot, slot + slots).map(m -> m - first).toArray();
        int count = rest[slots - 1] + 1;
        return new SiteDemand(
                perKw,
                windowSlots,
                rest,
                Arrays.copyOfRange(byMonthW, first, first + count),
                Arrays.copyOfRange(ceilingW, first, first + count));
    }

    /** {@return for each month the highest mean over its windows, at least what had been reached} */
    public double[] peaksW(double[] importW) {
        double[] peaks = reachedW.clone();
        for (int slot = 0; slot < importW.length; slot += windowSlots) {
            int end = Math.min(slot + windowSlots, importW.length);
            double mean = Arrays.stream(importW, slot, end).sum() / windowSlots;
            peaks[month[slot]] = Math.max(peaks[month[slot]], mean);
        }
        return peaks;
    }

    /** {@return what those peaks cost} */
    public double cost(double[] importW) {
        return perKw * Arrays.stream(peaksW(importW)).sum() / 1000;
    }
}
