package io.negawatt.core.units;

/**
 * What a unit measures: the exponents of the quantities that the program's units are made of. A watt is energy 1, time −1.
 *
 * @param energy exponent of energy (J)
 * @param time exponent of time (s)
 * @param data exponent of data (bit)
 * @param mass exponent of mass (g)
 * @param volume exponent of volume (L)
 * @param money exponent of money (of one currency)
 */
record Dimension(int energy, int time, int data, int mass, int volume, int money) {
    static final Dimension NONE = new Dimension(0, 0, 0, 0, 0, 0);
    static final Dimension ENERGY = new Dimension(1, 0, 0, 0, 0, 0);
    static final Dimension TIME = new Dimension(0, 1, 0, 0, 0, 0);
    static final Dimension DATA = new Dimension(0, 0, 1, 0, 0, 0);
    static final Dimension MASS = new Dimension(0, 0, 0, 1, 0, 0);
    static final Dimension VOLUME = new Dimension(0, 0, 0, 0, 1, 0);
    static final Dimension MONEY = new Dimension(0, 0, 0, 0, 0, 1);
    static final Dimension POWER = ENERGY.per(TIME);

    Dimension times(Dimension other) {
        return new Dimension(
                energy + other.energy,
                time + other.time,
                data + other.data,
                mass + other.mass,
                volume + other.volume,
                money + other.money);
    }

    Dimension per(Dimension other) {
        return times(new Dimension(-other.energy, -other.time, -other.data, -other.mass, -other.volume, -other.money));
    }
}
