package io.negawatt.core.units;

import static io.negawatt.core.units.Dimension.DATA;
import static io.negawatt.core.units.Dimension.ENERGY;
import static io.negawatt.core.units.Dimension.MASS;
import static io.negawatt.core.units.Dimension.MONEY;
import static io.negawatt.core.units.Dimension.NONE;
import static io.negawatt.core.units.Dimension.POWER;
import static io.negawatt.core.units.Dimension.TIME;
import static io.negawatt.core.units.Dimension.VOLUME;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** A quantity that can be read from text: its dimension, the unit that its record counts in, and the units people may write. */
@SuppressWarnings("ImmutableEnumChecker") // Dimension is a record of ints
enum Kind {
    ENERGY_AMOUNT("energy", ENERGY, NONE, "1", "J, kJ, MJ, Wh, kWh, MWh, GWh"),
    POWER_RATE("power", POWER, NONE, "1", "W, mW, kW, MW, GW"),
    DURATION("duration", TIME, NONE, "1", "ms, s, min, h, d"),
    DATA_SIZE("data", DATA, NONE, "1", "bit, Mbit, Gbit, B, kB, MB, GB, TB, KiB, MiB, GiB"),
    CARBON_MASS("mass", MASS, NONE, "1", "g, kg, t"),
    WATER_VOLUME("volume", VOLUME, NONE, "1", "mL, L, m³"),
    MONEY_AMOUNT("money", MONEY, NONE, "1", "CNY, EUR, USD, GBP, …"),
    PRICE("price", MONEY, ENERGY, Kind.JOULES_PER_KWH, "CNY/kWh, EUR/MWh, …"),
    POWER_PRICE("power-price", MONEY, POWER, "1000", "CNY/kW, EUR/MW, …"),
    DATA_INTENSITY("data-intensity", ENERGY, DATA, "1", "J/bit, nJ/bit, kWh/GB"),
    CARBON_INTENSITY("carbon-intensity", MASS, ENERGY, Kind.JOULES_PER_KWH, "g/kWh, kg/kWh, kg/MWh, t/MWh"),
    WATER_INTENSITY("water-intensity", VOLUME, ENERGY, Kind.JOULES_PER_KWH, "L/kWh, m³/MWh");

    private static final String JOULES_PER_KWH = "3600000";

    private final String word;
    private final Dimension above;
    private final Dimension below;
    private final BigDecimal perRecordUnit;
    private final String examples;

    Kind(String word, Dimension above, Dimension below, String perRecordUnit, String examples) {
        this.word = word;
        this.above = above;
        this.below = below;
        this.perRecordUnit = new BigDecimal(perRecordUnit);
        this.examples = examples;
    }

    /** {@return the kind that has this dimension, where there is one} */
    static Optional<Kind> of(Dimension dimension) {
        return Arrays.stream(values())
                .filter(k -> k.dimension().equals(dimension))
                .findFirst();
    }

    /** {@return the name in the keys of messages} */
    String word() {
        return word;
    }

    Dimension dimension() {
        return above.per(below);
    }

    /** {@return the dimension that is written before the slash} */
    Dimension above() {
        return above;
    }

    /** {@return the dimension that is written after the slash} */
    Dimension below() {
        return below;
    }

    /** {@return how many of the record's unit make one of the product of base units J, s, bit, g, L and money} */
    BigDecimal perRecordUnit() {
        return perRecordUnit;
    }

    /** {@return the units that people may write, for messages} */
    String examples() {
        return examples;
    }

    /** {@return whether an amount below 0 has a meaning} */
    boolean mayBeNegative() {
        return this == MONEY_AMOUNT || this == PRICE;
    }
}
