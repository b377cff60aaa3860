package io.negawatt.core.account;

import io.negawatt.core.account.Account.Carbon;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.account.Account.Demand;
import io.negawatt.core.account.Account.HardwareUse;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Power;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the same joules to money, carbon, water and hardware.
 *
 * @param totalJ energy of the run, cooling included, in J
 * @param itJ energy of the IT equipment alone, in J
 * @param steps when the energy was used
 */
record Conversions(Terms terms, Interval totalJ, Interval itJ, double elapsedS, EnergySteps steps) {

    /** {@return Σ energy · price over the run, tiers included; empty where there is no price for some of the energy} */
    Optional<Cost> cost() {
        return terms.tariff().flatMap(tariff -> {
            var mean = steps.mean(tariff.price()::over);
            return mean.known() < 1
                    ? Optional.empty()
                    : Optional.of(new Cost(signed(totalKwh(), mean.value() + addedByTiers(tariff)), tariff.currency()));
        });
    }

    /** {@return what tiers add to the price of a kilowatt-hour, on the mean of the run} */
    private double addedByTiers(Tariff tariff) {
        return tariff.tiers()
                .map(tiers -> tiers.addedPerKwh(steps.monthsKwh(tiers.zone())))
                .orElse(0.0);
    }

    /** {@return the interval times a constant of either sign} */
    private static Interval signed(Interval interval, double by) {
        var size = interval.times(Math.abs(by));
        return by < 0 ? new Interval(-size.high(), -size.mid(), -size.low()) : size;
    }

    /** {@return what the tariff charges for power: on contract, or for the highest mean that the run reached by itself} */
    Optional<Demand> demand() {
        return terms.tariff().flatMap(Tariff::demand).map(charge -> switch (charge.basis()) {
            case DemandCharge.Contract(Power power) -> charge.of(power);
            case DemandCharge.Peak(int windowMinutes) -> charge.of(steps.highestMean(windowMinutes));
        });
    }

    Carbon carbon() {
        var location = location();
        return new Carbon(
                totalKwh().times(location.gramsPerKwh()),
                totalKwh().times(terms.market().gramsPerKwh()),
                location,
                terms.market());
    }

    /** {@return the location's factor by the hour, as its energy-weighted mean; the year's for what has none} */
    private Factor location() {
        var year = terms.location();
        if (terms.hourly().isEmpty()) {
            return year;
        }
        var hourly = terms.hourly().get();
        var mean = steps.mean(hourly.gramsPerKwh()::over);
        return mean.known() == 0 ? year : hourly.factor(year, steps.year(), mean);
    }

    /** {@return how much energy had no price or no factor by the hour, and what of the tariff a single run cannot tell} */
    List<Message> notes() {
        var notes = new ArrayList<Message>();
        terms.tariff().ifPresent(tariff -> ofMonth(tariff, notes));
        terms.tariff()
                .ifPresent(tariff -> unknown(tariff.price()::over)
                        .ifPresent(energy -> notes.add(Message.of("account.note.noPrice", energy, tariff.name()))));
        terms.hourly()
                .ifPresent(hourly -> unknown(hourly.gramsPerKwh()::over)
                        .ifPresent(energy -> notes.add(Message.of(
                                "account.note.noHourlyFactor",
                                energy,
                                hourly.source(),
                                terms.location().zone(),
                                terms.location().year()))));
        return notes;
    }

    private void ofMonth(Tariff tariff, List<Message> notes) {
        tariff.tiers()
                .filter(tiers -> tiers.usedKwh().isEmpty())
                .ifPresent(_ -> notes.add(Message.of("account.note.tiers", tariff.name())));
        tariff.demand().ifPresent(charge -> demand().ifPresent(demand -> notes.add(note(charge, demand))));
    }

    private static Message note(DemandCharge charge, Demand demand) {
        return switch (charge.basis()) {
            case DemandCharge.Contract _ ->
                Message.of("account.note.demandContract", demand.perMonth(), demand.power());
            case DemandCharge.Peak(int windowMinutes) ->
                Message.of("account.note.demandPeak", charge.price(), windowMinutes, demand.power(), demand.perMonth());
        };
    }

    private Optional<Energy> unknown(EnergySteps.Rate rate) {
        double known = steps.mean(rate).known();
        return known < 1 ? Optional.of(new Energy(totalJ.mid() * (1 - known))) : Optional.empty();
    }

    /** Water by E_IT · (WUE + PUE · EWF): the PUE counts once, for the power stations' water (ISO/IEC 30134-9). */
    Interval waterL() {
        var atPowerStations = terms.pue().value().times(terms.ewf().value());
        return itJ.times(1 / Energy.JOULES_PER_KWH).times(terms.wue().value().plus(atPowerStations));
    }

    /** Embodied carbon by M = TE · (time / lifetime) · (reserved / total), and scrap in the same way (ISO/IEC 21031). */
    HardwareUse hardware() {
        double share = elapsedS / terms.hardware().lifetimeS() * terms.reservedFraction();
        return new HardwareUse(
                terms.hardware().embodiedG().times(share),
                terms.hardware().massG().times(share));
    }

    /**
     * {@return what each counted unit cost; SCI = (E · I + M) per unit, location-based, with the idle energy that is reserved
     * for the run}
     *
     * @param reservedJ energy of the run under {@link IdlePolicy#RESERVED}, in J
     */
    List<Work> work(Map<String, Double> counts, double reservedJ) {
        double reserved = totalJ.mid() > 0 ? reservedJ / totalJ.mid() : 1;
        var grams = carbon().locationG().times(reserved).plus(hardware().embodiedG());
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> new Work(
                        count.getKey(),
                        count.getValue(),
                        totalJ.times(1 / count.getValue()),
                        grams.times(1 / count.getValue())))
                .sorted(Work.FOREMOST_FIRST)
                .toList();
    }

    private Interval totalKwh() {
        return totalJ.times(1 / Energy.JOULES_PER_KWH);
    }
}
