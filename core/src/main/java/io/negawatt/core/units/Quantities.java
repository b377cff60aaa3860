package io.negawatt.core.units;

import io.negawatt.core.text.BadInputException;
import java.time.Duration;

/**
 * Reads quantities as people write them and writes them for people.
 *
 * <p>Reading is strict: a number in decimal digits, a unit of the right dimension, and nothing else. What could mean two
 * things ({@code 10 m}, {@code 1,000 W}, {@code ¥5}) is refused, never guessed. Every method of reading throws
 * {@link BadInputException} that gives the text, the column, what is wrong there and the units that are allowed. The forms
 * with {@code statedUnit} take a bare number in that unit, and a currency symbol that several currencies share as the
 * currency of that unit.
 *
 * <p>{@code toString} of each quantity writes it with a prefix and three significant digits; what it writes can be read.
 */
public final class Quantities {
    private Quantities() {}

    /** {@return an energy such as {@code 5e7 J}, {@code 12.7 kWh} or {@code 3 度}} */
    public static Energy energy(String text) {
        return energy(text, "");
    }

    public static Energy energy(String text, String statedUnit) {
        return new Energy(read(text, Kind.ENERGY_AMOUNT, statedUnit).value());
    }

    /** {@return a power such as {@code 300 W} or {@code 1.2 kW}} */
    public static Power power(String text) {
        return power(text, "");
    }

    public static Power power(String text, String statedUnit) {
        return new Power(read(text, Kind.POWER_RATE, statedUnit).value());
    }

    /** {@return a time span such as {@code 10 h}, {@code 1 h 30 min}, {@code 500 ms} or {@code PT1H30M}, to the nanosecond} */
    public static Duration duration(String text) {
        return duration(text, "");
    }

    public static Duration duration(String text, String statedUnit) {
        return new DurationReader(text, statedUnit).read();
    }

    /** {@return a data size such as {@code 100 GB}, {@code 4 GiB} or {@code 10 Gbit}} */
    public static DataSize dataSize(String text) {
        return dataSize(text, "");
    }

    public static DataSize dataSize(String text, String statedUnit) {
        return new DataSize(read(text, Kind.DATA_SIZE, statedUnit).value());
    }

    /** {@return an amount of money such as {@code 12.5 EUR}; it may be negative} */
    public static Money money(String text) {
        return money(text, "");
    }

    /** {@return an amount of money}
     *
     * @param statedCurrency ISO 4217 code of a bare number, and what a shared symbol such as ¥ stands for
     */
    public static Money money(String text, String statedCurrency) {
        var quantity = read(text, Kind.MONEY_AMOUNT, statedCurrency);
        return new Money(quantity.value(), quantity.currency());
    }

    /** {@return a mass of CO2 or CO2e such as {@code 8.3 g} or {@code 1.2 tCO2e}} */
    public static CarbonMass carbonMass(String text) {
        return carbonMass(text, "");
    }

    public static CarbonMass carbonMass(String text, String statedUnit) {
        return new CarbonMass(read(text, Kind.CARBON_MASS, statedUnit).value());
    }

    /** {@return a volume such as {@code 1.8 L} or {@code 2 m³}} */
    public static WaterVolume waterVolume(String text) {
        return waterVolume(text, "");
    }

    public static WaterVolume waterVolume(String text, String statedUnit) {
        return new WaterVolume(read(text, Kind.WATER_VOLUME, statedUnit).value());
    }

    /** {@return a price such as {@code 0.62 CNY/kWh}, {@code 62 EUR/MWh} or {@code 0.6 元/度}; it may be negative} */
    public static EnergyPrice price(String text) {
        return price(text, "");
    }

    public static EnergyPrice price(String text, String statedUnit) {
        var quantity = read(text, Kind.PRICE, statedUnit);
        return new EnergyPrice(quantity.value(), quantity.currency());
    }

    /** {@return a price of power such as {@code 40 CNY/kW} or {@code 40 元/kW}} */
    public static PowerPrice powerPrice(String text) {
        var quantity = read(text, Kind.POWER_PRICE, "");
        return new PowerPrice(quantity.value(), quantity.currency());
    }

    /** {@return a carbon intensity such as {@code 550 g/kWh} or {@code 0.55 tCO2e/MWh}} */
    public static CarbonIntensity carbonIntensity(String text) {
        return carbonIntensity(text, "");
    }

    public static CarbonIntensity carbonIntensity(String text, String statedUnit) {
        return new CarbonIntensity(read(text, Kind.CARBON_INTENSITY, statedUnit).value());
    }

    /** {@return a water intensity such as {@code 1.8 L/kWh}} */
    public static WaterIntensity waterIntensity(String text) {
        return waterIntensity(text, "");
    }

    public static WaterIntensity waterIntensity(String text, String statedUnit) {
        return new WaterIntensity(read(text, Kind.WATER_INTENSITY, statedUnit).value());
    }

    /** {@return a data intensity such as {@code 1e-8 J/bit} or {@code 0.06 kWh/GB}} */
    public static DataIntensity dataIntensity(String text) {
        return dataIntensity(text, "");
    }

    public static DataIntensity dataIntensity(String text, String statedUnit) {
        return new DataIntensity(read(text, Kind.DATA_INTENSITY, statedUnit).value());
    }

    /** {@return {@code energy} in joules, such as {@code 45.724 MJ}}
     *
     * @param digits number of significant digits
     */
    public static String printJoules(Energy energy, int digits) {
        return QuantityPrinter.joules(energy.joules(), digits);
    }

    /** {@return {@code time} as people say it, such as {@code 1 min 32 s}; it can be read by {@link #duration}} */
    public static String printDuration(Duration time) {
        return QuantityPrinter.duration(time);
    }

    /** {@return an energy with its spread, such as {@code 15.6 Wh ± 2 %}} */
    public static String printEnergy(Interval joules) {
        return QuantityPrinter.withSpread(joules, j -> new Energy(j).toString());
    }

    /** {@return a power with its spread, such as {@code 612 W ± 25 %}} */
    public static String printPower(Interval watts) {
        return QuantityPrinter.withSpread(watts, w -> new Power(w).toString());
    }

    /** {@return a mass with its spread, such as {@code 8.30 g, 1.60 g – 21.0 g}} */
    public static String printCarbon(Interval grams) {
        return QuantityPrinter.withSpread(grams, g -> new CarbonMass(g).toString());
    }

    /** {@return a volume with its spread, such as {@code 0.110 L ×÷ 3}} */
    public static String printWater(Interval liters) {
        return QuantityPrinter.withSpread(liters, l -> new WaterVolume(l).toString());
    }

    /** {@return an amount of money with its spread} */
    public static String printMoney(Interval amount, String currency) {
        return QuantityPrinter.withSpread(amount, a -> new Money(a, currency).toString());
    }

    private static QuantityReader.Quantity read(String text, Kind kind, String statedUnit) {
        return new QuantityReader(text, kind, statedUnit).read();
    }
}
