package io.negawatt.core.account;

import io.negawatt.core.account.Account.Carbon;
import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.account.Account.HardwareUse;
import io.negawatt.core.account.Account.Work;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the same joules to money, carbon, water and hardware.
 *
 * @param totalJ energy of the run, cooling included, in J
 * @param itJ energy of the IT equipment alone, in J
 */
record Conversions(Terms terms, Interval totalJ, Interval itJ, double elapsedS) {

    Optional<Cost> cost() {
        return terms.tariff().map(tariff -> new Cost(totalKwh().times(tariff.perKwh()), tariff.currency()));
    }

    Carbon carbon() {
        return new Carbon(
                totalKwh().times(terms.location().gramsPerKwh()),
                totalKwh().times(terms.market().gramsPerKwh()),
                terms.location(),
                terms.market());
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
                .toList();
    }

    private Interval totalKwh() {
        return totalJ.times(1 / Energy.JOULES_PER_KWH);
    }
}
