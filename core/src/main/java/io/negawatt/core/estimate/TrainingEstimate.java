package io.negawatt.core.estimate;

import io.negawatt.core.units.Interval;
import java.util.Optional;

/**
 * What a training run would use.
 *
 * @param chipHours hours of all chips together
 * @param wattsPerChip power of a chip with its share of the node, in W
 * @param energyKwh energy of the site: chips, nodes, switches, storage, cooling
 * @param itKwh energy of chips and nodes alone
 * @param networkKwh that of switches and storage
 * @param coolingKwh that of cooling and conversion, by the PUE
 * @param carbonKg carbon of the energy, where an intensity is known
 * @param embodiedKg share of what making the chips emitted
 * @param basis what it rests on, in words for files: {@code hours}, {@code tokens}, {@code power+hours}
 */
public record TrainingEstimate(
        Interval chipHours,
        Interval wattsPerChip,
        Interval energyKwh,
        double itKwh,
        double networkKwh,
        double coolingKwh,
        Optional<Interval> carbonKg,
        Interval embodiedKg,
        String basis) {}
