package io.negawatt.core.account;

import io.negawatt.core.series.StepSeries;
import io.negawatt.core.series.WeightedMean;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Energy of a run in the quarters of an hour of UTC; the first and the last may be parts of one. The mean of a price over a
 * run weighs each quarter by its energy, so that the total times that mean is the sum of what each quarter costs.
 */
final class EnergySteps {
    private final Instant from;
    private final Instant to;
    private final double[] energyJ;

    /** @param energyJ energy of each quarter from that of {@code from} on, in J; at least 0 */
    EnergySteps(Instant from, Instant to, double[] energyJ) {
        this.from = from;
        // A run that has only begun is asked for the price of its first second.
        this.to = to.isAfter(from) ? to : from.plusSeconds(1);
        this.energyJ = energyJ;
    }

    /** {@return how long its quarter had lasted at that time, in s} */
    static double intoQuarterS(Instant at) {
        return Math.floorMod(at.getEpochSecond(), QuarterTally.LENGTH_S) + at.getNano() * 1e-9;
    }

    /** {@return how many quarters a run needs, whole or in part; at least one} */
    static int count(Instant from, Instant to) {
        return to.isAfter(from) ? Math.toIntExact(quarter(to.minusNanos(1)) - quarter(from)) + 1 : 1;
    }

    private static long quarter(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), QuarterTally.LENGTH_S);
    }

    /** Something that changes over time, such as a price. */
    interface Rate {
        StepSeries.Mean over(Instant from, Instant to);
    }

    /** {@return the energy-weighted mean of the rate, and the part of the energy for which it is known} */
    StepSeries.Mean mean(Rate rate) {
        double totalJ = Arrays.stream(energyJ).sum();
        var mean = new WeightedMean();
        double weights = 0;
        for (int i = 0; i < energyJ.length; i++) {
            var begin = i == 0 ? from : startOf(i);
            var end = i == energyJ.length - 1 ? to : startOf(i + 1);
            double weight = totalJ > 0
                    ? energyJ[i]
                    : (double) Duration.between(begin, end).toNanos();
            if (weight > 0) {
                var now = rate.over(begin, end);
                mean.add(now.value(), weight * now.known());
                weights += weight;
            }
        }
        return new StepSeries.Mean(mean.mean(), mean.weight() / weights);
    }

    /** {@return energy in kWh by calendar month of {@code zone}, from the month in which the run began} */
    double[] monthsKwh(ZoneId zone) {
        var first = YearMonth.from(from.atZone(zone));
        var last = YearMonth.from(to.minusNanos(1).atZone(zone));
        double[] kwh = new double[Math.toIntExact(ChronoUnit.MONTHS.between(first, last)) + 1];
        for (int i = 0; i < energyJ.length; i++) {
            var begin = i == 0 ? from : startOf(i);
            int month = Math.toIntExact(ChronoUnit.MONTHS.between(first, YearMonth.from(begin.atZone(zone))));
            kwh[month] += energyJ[i] / Energy.JOULES_PER_KWH;
        }
        return kwh;
    }

    /**
     * {@return the highest mean power over windows of the clock}
     *
     * <p>A window that the run fills in part has its energy over its whole length, as the meter of the site would see it.
     *
     * @param windowMinutes length of a window: a multiple of a quarter of an hour that divides a day
     */
    Power highestMean(int windowMinutes) {
        double windowS = windowMinutes * 60.0;
        int quarters = windowMinutes * 60 / QuarterTally.LENGTH_S;
        double mostJ = 0;
        double windowJ = 0;
        for (int i = 0; i < energyJ.length; i++) {
            windowJ = Math.floorMod(quarter(from) + i, quarters) == 0 ? energyJ[i] : windowJ + energyJ[i];
            mostJ = Math.max(mostJ, windowJ);
        }
        return new Power(mostJ / windowS);
    }

    private Instant startOf(int index) {
        return Instant.ofEpochSecond((quarter(from) + index) * QuarterTally.LENGTH_S);
    }

    /** {@return the calendar year of UTC in which the run began} */
    int year() {
        return from.atOffset(ZoneOffset.UTC).getYear();
    }
}
