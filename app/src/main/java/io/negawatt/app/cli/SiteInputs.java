package io.negawatt.app.cli;

import io.negawatt.app.run.SiteDescription;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.EnergyPrice;
import io.negawatt.core.units.Power;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.operate.SiteCase;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.simulate.SiteWorld;
import io.negawatt.plan.site.SiteDemand;
import io.negawatt.plan.site.SiteJob;
import io.negawatt.plan.site.SiteOutlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of a site and its surroundings on one grid of slots.
 *
 * @param site as its owner wrote it down
 * @param price in currency per kWh, with all of its past
 * @param perUnit one of the price file's own unit, in currency per kWh
 * @param start when the first slot begins
 * @param step length of a slot
 */
@SuppressWarnings("ArrayRecordComponent") // Numbers in bulk.
record SiteInputs(
        SiteDescription site,
        Series price,
        double perUnit,
        String currency,
        Instant start,
        Duration step,
        double[] buyPerKwh,
        double[] workW,
        double[] freshW,
        double[] celsius,
        double[] gramsPerKwh,
        double[] marginalGramsPerKwh,
        List<Message> notes) {
    static final String PRICE_UNITS = "EUR/MWh, CNY/kWh";
    private static final String POWER_UNITS = "kW, MW";
    private static final double USUAL_CELSIUS = 15;

    /**
     * Columns that were asked for.
     *
     * @param price always there
     */
    record Columns(
            SiteColumn price,
            Optional<SiteColumn> load,
            Optional<SiteColumn> solar,
            Optional<SiteColumn> wind,
            Optional<SiteColumn> temperature,
            Optional<SiteColumn> carbon,
            Optional<SiteColumn> marginal) {}

    /** {@return the inputs over the time that all columns cover} */
    static SiteInputs of(SiteDescription site, Columns columns) {
        var unit = columns.price.one("--price", PRICE_UNITS, Quantities::price);
        checkCurrency(site, unit);
        var price = columns.price.scaled(unit.perKwh());
        var step = site.step().orElse(shorter(price.step(), Duration.ofHours(1)));
        var load = columns.load.map(it -> it.times("--load", POWER_UNITS, Quantities::power, Power::watts));
        var solar = columns.solar.map(it -> fresh(it, "--solar", site.solarPeakW()));
        var wind = columns.wind.map(it -> fresh(it, "--wind", site.windPeakW()));
        var carbon = columns.carbon.map(it -> grams(it));
        var marginal = columns.marginal.map(it -> grams(it));
        var air = columns.temperature.map(SiteColumn::series);
        var all = new ArrayList<Series>(List.of(price));
        List.of(load, solar, wind, carbon, marginal, air).forEach(one -> one.ifPresent(all::add));
        var from = all.stream().map(Series::start).max(Instant::compareTo).orElseThrow();
        var to = all.stream().map(Series::end).min(Instant::compareTo).orElseThrow();
        int slots = (int) Math.max(0, Duration.between(from, to).dividedBy(step));
        if (slots < 2) {
            throw BadInputException.of("cli.plan.site.apart", from, to);
        }
        var notes = new ArrayList<>(site.notes());
        all.stream()
                .filter(one -> one.end().isAfter(to.plus(step)) || one.start().isBefore(from))
                .findFirst()
                .ifPresent(_ -> notes.add(Message.of("cli.plan.site.covered", from, to)));
        var work = on(load, "--load", from, step, slots, 0);
        Arrays.setAll(work, slot -> Math.max(0, work[slot]) + site.loadW());
        var sun = on(solar, "--solar", from, step, slots, 0);
        var air0 = on(wind, "--wind", from, step, slots, 0);
        Arrays.setAll(sun, slot -> Math.max(0, sun[slot]) + Math.max(0, air0[slot]));
        return new SiteInputs(
                site,
                price,
                unit.perKwh(),
                unit.currency(),
                from,
                step,
                SiteColumn.on("--price", price, from, step, slots),
                work,
                sun,
                on(air, "--temperature", from, step, slots, USUAL_CELSIUS),
                carbon.map(it -> SiteColumn.on("--carbon", it, from, step, slots))
                        .orElse(new double[0]),
                marginal.map(it -> SiteColumn.on("--carbon", it, from, step, slots))
                        .orElse(new double[0]),
                notes);
    }

    private static void checkCurrency(SiteDescription site, EnergyPrice price) {
        var other = site.demand()
                .map(it -> it.currency())
                .or(() -> site.exportPrice().map(it -> it.currency()));
        if (other.isPresent() && !other.get().equals(price.currency())) {
            throw BadInputException.of("cli.plan.site.currency", price.currency(), other.get());
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** A column of sun or wind is in units of power, or in shares of the peak: its unit is then 1. */
    private static Series fresh(SiteColumn column, String option, double peakW) {
        if (column.unit().equals("1")) {
            if (peakW == 0) {
                throw BadInputException.of("cli.plan.site.noPeak", option, column.name(), option.substring(2));
            }
            return column.scaled(peakW);
        }
        return column.times(option, POWER_UNITS + ", 1", Quantities::power, Power::watts);
    }

    private static Series grams(SiteColumn column) {
        var told = column.unit().isEmpty() ? new SiteColumn(column.name(), "g/kWh", column.series()) : column;
        return told.times("--carbon", "g/kWh", Quantities::carbonIntensity, it -> it.gramsPerKwh());
    }

    private static double[] on(
            Optional<Series> series, String option, Instant from, Duration step, int slots, double otherwise) {
        return series.map(it -> SiteColumn.on(option, it, from, step, slots)).orElseGet(() -> {
            var same = new double[slots];
            Arrays.fill(same, otherwise);
            return same;
        });
    }

    int slots() {
        return buyPerKwh.length;
    }

    double stepS() {
        return step.toNanos() * 1e-9;
    }

    /** {@return what a kWh sold brings: a share of the price, and an amount} */
    double sellShare() {
        return site.sellsAtMarket() ? 1 : 0;
    }

    double sellPerKwh() {
        return site.exportPrice().map(EnergyPrice::perKwh).orElse(0.0);
    }

    /** {@return power of the machines with their cooling} */
    double[] loadW() {
        var cooling = site.site().cooling();
        double[] loadW = workW.clone();
        Arrays.setAll(loadW, slot -> workW[slot] + cooling.powerW(workW[slot], celsius[slot]));
        return loadW;
    }

    /** {@return the case from a slot up to another} */
    SiteCase between(int from, int to) {
        double[] buy = Arrays.copyOfRange(buyPerKwh, from, to);
        double[] sell = Arrays.stream(buy)
                .map(price -> sellShare() * price + sellPerKwh())
                .toArray();
        var begins = start.plus(step.multipliedBy(from));
        var demand = site.demand()
                .map(price -> SiteDemand.of(price.perKw(), site.window(), begins, step, to - from, site.zone()))
                .orElse(SiteDemand.none(to - from));
        return new SiteCase(
                site.site(),
                begins,
                new SiteOutlook(
                        1, buy, sell, Arrays.copyOfRange(loadW(), from, to), Arrays.copyOfRange(freshW, from, to)),
                new SiteWorld(
                        stepS(),
                        Arrays.copyOfRange(workW, from, to),
                        Arrays.copyOfRange(freshW, from, to),
                        Arrays.copyOfRange(celsius, from, to)),
                site.startJ(),
                site.endJ(),
                demand,
                jobs(begins, to - from),
                part(gramsPerKwh, from, to),
                part(marginalGramsPerKwh, from, to),
                site.zone());
    }

    private static double[] part(double[] values, int from, int to) {
        return values.length == 0 ? values : Arrays.copyOfRange(values, from, to);
    }

    private List<SiteJob> jobs(Instant begins, int slots) {
        var jobs = new ArrayList<SiteJob>();
        for (var work : site.jobs()) {
            int release = work.release().map(it -> slot(begins, it, true)).orElse(0);
            int deadline = work.deadline().map(it -> slot(begins, it, false)).orElse(slots);
            if (release < slots && deadline > 0) {
                jobs.add(SiteJob.of(
                        work.id(), Math.max(0, release), deadline, work.profile(), stepS(), work.interruptible()));
            }
        }
        return jobs;
    }

    /** A job may begin at the next slot and must end with the last whole one. */
    private int slot(Instant begins, Instant time, boolean up) {
        double slots = Duration.between(begins, time).toNanos() * 1e-9 / stepS();
        return (int) Math.clamp(up ? Math.ceil(slots - 1e-9) : Math.floor(slots + 1e-9), -1e8, 1e8);
    }
}
