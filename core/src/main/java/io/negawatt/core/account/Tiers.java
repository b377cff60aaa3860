package io.negawatt.core.account;

import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What is added to the price of a kilowatt-hour once a site has used so much energy in a month. Each month begins at 0 kWh.
 *
 * <p>A run does not know what its site used before it; {@code usedKwh} says so. Where it is empty, the run is charged as if the
 * month had begun with it.
 *
 * @param zone time zone in which months begin
 * @param steps in rising order of the energy from which each holds; below the first nothing is added
 * @param usedKwh energy that the site had used in the month when the run began, in kWh, at least 0
 */
public record Tiers(ZoneId zone, List<Step> steps, OptionalDouble usedKwh) {
    public Tiers {
        steps = List.copyOf(steps);
        double below = 0;
        for (var step : steps) {
            if (!(step.aboveKwh > below)) {
                throw new IllegalArgumentException("tiers rise from 0 kWh, but got %s".formatted(steps));
            }
            below = step.aboveKwh;
        }
    }

    /**
     * A tier.
     *
     * @param aboveKwh energy of the month above which it holds, in kWh, more than 0
     * @param addsPerKwh what it adds to the price of a kilowatt-hour, in place of what the tier below adds
     */
    public record Step(double aboveKwh, double addsPerKwh) {}

    /** {@return these tiers for a run that begins when so much of the month's energy has been used} */
    public Tiers after(double monthKwh) {
        return new Tiers(zone, steps, OptionalDouble.of(monthKwh));
    }

    /**
     * {@return what the tiers add to the price of a kilowatt-hour, on the mean of a run}
     *
     * @param monthsKwh energy of the run in each month, in kWh, from the month in which it began
     */
    double addedPerKwh(double[] monthsKwh) {
        double energyKwh = 0;
        double added = 0;
        for (int month = 0; month < monthsKwh.length; month++) {
            added += added(month == 0 ? usedKwh.orElse(0) : 0, monthsKwh[month]);
            energyKwh += monthsKwh[month];
        }
        return energyKwh > 0 ? added / energyKwh : 0;
    }

    private double added(double beforeKwh, double energyKwh) {
        double added = 0;
        double below = 0;
        for (var step : steps) {
            double inTierKwh = Math.clamp(beforeKwh + energyKwh - step.aboveKwh, 0, energyKwh);
            added += inTierKwh * (step.addsPerKwh - below);
            below = step.addsPerKwh;
        }
        return added;
    }
}
