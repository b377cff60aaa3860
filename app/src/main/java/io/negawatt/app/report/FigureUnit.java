package io.negawatt.app.report;

import io.negawatt.core.text.Numbers;
import java.util.List;

/**
 * A unit that fits the size of a figure, and the decimals that figures beside it are written with, so that a column adds up
 * to the eye.
 *
 * @param symbol symbol of the unit
 * @param size how many base units it is
 * @param decimals decimal places
 */
public record FigureUnit(String symbol, double size, int decimals) {
    private static final int DIGITS = 4;
    private static final int MOST_DECIMALS = 5;
    private static final List<FigureUnit> ENERGY = List.of(
            step("µWh", 3.6e-3),
            step("mWh", 3.6),
            step("Wh", 3600),
            step("kWh", 3.6e6),
            step("MWh", 3.6e9),
            step("GWh", 3.6e12));
    private static final List<FigureUnit> POWER =
            List.of(step("mW", 1e-3), step("W", 1), step("kW", 1e3), step("MW", 1e6));
    private static final List<FigureUnit> MASS =
            List.of(step("µg", 1e-6), step("mg", 1e-3), step("g", 1), step("kg", 1e3), step("t", 1e6));
    private static final List<FigureUnit> VOLUME = List.of(step("mL", 1e-3), step("L", 1), step("m³", 1e3));
    private static final List<FigureUnit> SMALL_ENERGY = List.of(
            step("µJ", 1e-6), step("mJ", 1e-3), step("J", 1), step("kJ", 1e3), step("MJ", 1e6), step("GJ", 1e9));
    private static final double FEWEST_WATT_HOURS = 0.1;
    private static final double WATT_HOUR = 3600;

    /** {@return µWh to GWh; Wh from 0.1 Wh on, because people know its size} */
    public static FigureUnit ofEnergyJ(double mostJ) {
        boolean few = mostJ >= WATT_HOUR * FEWEST_WATT_HOURS && mostJ < WATT_HOUR;
        return fitting(ENERGY, few || mostJ == 0 ? WATT_HOUR : mostJ, mostJ);
    }

    /** {@return mW, W, kW or MW} */
    public static FigureUnit ofPowerW(double mostW) {
        return fitting(POWER, mostW == 0 ? 1 : mostW, mostW);
    }

    /** {@return µg to t} */
    public static FigureUnit ofMassG(double mostG) {
        return fitting(MASS, mostG == 0 ? 1 : mostG, mostG);
    }

    /** {@return mL, L or m³} */
    public static FigureUnit ofVolumeL(double mostL) {
        return fitting(VOLUME, mostL == 0 ? 1 : mostL, mostL);
    }

    /** {@return µJ to GJ, for the energy of one unit of work} */
    public static FigureUnit ofUnitEnergyJ(double mostJ) {
        return fitting(SMALL_ENERGY, mostJ == 0 ? 1 : mostJ, mostJ);
    }

    /** {@return the figure without its unit, with the decimals of the column} */
    public String column(double value) {
        if (value == Double.POSITIVE_INFINITY) {
            return "∞";
        }
        return isTooSmall(value) ? "<" + Numbers.fixed(least(), decimals) : Numbers.fixed(value / size, decimals);
    }

    /** {@return whether a value above 0 would round to 0 in the column} */
    boolean isTooSmall(double value) {
        return value > 0 && value / size < least() / 2;
    }

    private double least() {
        return Math.pow(10, -decimals);
    }

    /** {@return the figure without its unit, to three digits} */
    public String three(double value) {
        return Numbers.significant(value / size, 3);
    }

    private static FigureUnit fitting(List<FigureUnit> units, double size, double most) {
        var unit = units.stream().filter(u -> size >= u.size).reduce(units.getFirst(), (a, b) -> b);
        double shown = most / unit.size;
        int decimals = shown == 0 ? 0 : DIGITS - 1 - (int) Math.floor(Math.log10(shown));
        return new FigureUnit(unit.symbol, unit.size, Math.clamp(decimals, 0, MOST_DECIMALS));
    }

    private static FigureUnit step(String symbol, double size) {
        return new FigureUnit(symbol, size, 0);
    }
}
