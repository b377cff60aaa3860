package io.negawatt.app.report;

import io.negawatt.core.account.Account.Cost;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Numbers;
import io.negawatt.core.text.Texts;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Spread;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Figures with their units and how sure they are, as the report and the terminal both write them. */
public record Figures(Lang lang) {
    private static final Map<String, String> SYMBOLS = Map.of("CNY", "¥", "EUR", "€", "USD", "$", "GBP", "£");

    private static final double LEAST_MONEY = 1e-6;
    private static final double YEAR_S = 365.25 * 86_400;

    /** {@return the energy to three digits with its unit, such as {@code 15.6 Wh}} */
    public String energyShort(double joules) {
        var unit = FigureUnit.ofEnergyJ(joules);
        return unit.three(joules) + " " + unit.symbol();
    }

    /** {@return how sure an energy is, its ends in the unit that {@link #energyShort} gives its middle} */
    public String energySpread(Interval joules) {
        return spread(joules, FigureUnit.ofEnergyJ(joules.mid()).size());
    }

    /** {@return the power to three digits, such as {@code 612 W}} */
    public String power(double watts) {
        var unit = FigureUnit.ofPowerW(watts);
        return unit.three(watts) + " " + unit.symbol();
    }

    /** {@return the mass to three digits, such as {@code 11.1 g}} */
    public String mass(double grams) {
        var unit = FigureUnit.ofMassG(grams);
        return unit.three(grams) + " " + unit.symbol();
    }

    /** {@return both ends of a mass that is known as a range only, such as {@code 1.6–21 g}} */
    String massRange(Interval grams) {
        var unit = FigureUnit.ofMassG(grams.high());
        return range(grams.times(1 / unit.size())) + " " + unit.symbol();
    }

    String volume(double liters) {
        var unit = FigureUnit.ofVolumeL(liters);
        return unit.three(liters) + " " + unit.symbol();
    }

    /** {@return the amount, such as {@code ¥0.0125}} */
    String money(Cost cost) {
        return money(cost.amount().mid(), cost.currency());
    }

    /** {@return the amount of a currency by its code, such as {@code ¥0.0125}} */
    public String money(double amount, String currency) {
        boolean tiny = amount > 0 && amount < LEAST_MONEY;
        double shown = tiny ? LEAST_MONEY : amount;
        String figure =
                shown != 0 && Math.abs(shown) < 1 ? Numbers.significant(shown, tiny ? 1 : 3) : grouped(shown, 2);
        String symbol = SYMBOLS.get(currency);
        return (tiny ? "<" : "") + (symbol == null ? figure + " " + currency : symbol + figure);
    }

    /** {@return how sure a figure is that stands in a column of {@code unit}; nothing where the column has no room for it} */
    String spread(Interval value, FigureUnit unit) {
        return unit.isTooSmall(value.mid()) ? "" : spread(value, unit.size());
    }

    /** {@return how sure a figure is, such as {@code ± 2 %}; ends that are written out are in units of {@code size}} */
    String spread(Interval value, double size) {
        return value.mid() == 0 ? "" : shape(value.times(1 / size)).toString();
    }

    /** {@return the same for a place beside the figure, where ends need brackets to be told from it} */
    String beside(Interval value, double size) {
        String spread = spread(value, size);
        return shape(value.times(1 / size)) instanceof Spread.Range ? "(" + spread + ")" : spread;
    }

    /** {@return whether the interval can only be said by its ends} */
    boolean isRange(Interval value) {
        return shape(value) instanceof Spread.Range;
    }

    private static Spread shape(Interval value) {
        var spread = Spread.of(value);
        return spread instanceof Spread.Factor(double factor) && factor - 1 < Spread.WIDEST_PERCENT
                ? new Spread.Percent(factor - 1)
                : spread;
    }

    /** {@return both ends, such as {@code 1.6–21}} */
    String range(Interval value) {
        return Numbers.significant(value.low(), 2) + "–" + end(value.high());
    }

    private static String end(double high) {
        return high == Double.POSITIVE_INFINITY ? "∞" : Numbers.significant(high, 2);
    }

    /** {@return {@code part} of {@code whole}; 0 of nothing} */
    static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** {@return the fraction in percent, such as {@code 77.4 %}} */
    public String percent(double fraction) {
        double points = fraction * 100;
        if (points != 0 && Math.abs(points) < 0.05) {
            return "<0.1 %";
        }
        return Numbers.fixed(points, Math.abs(points) >= 99.95 ? 0 : 1) + " %";
    }

    /** {@return a length of time in words, such as {@code 1 min 32 s}} */
    public String duration(double seconds) {
        if (seconds < 59.95) {
            return texts().get("report.length.s", Numbers.significant(seconds, 3));
        }
        long s = Math.round(seconds);
        if (s < 3600) {
            return two("min", s / 60, "s", s % 60);
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 24 * 60) {
            return two("h", minutes / 60, "min", minutes % 60);
        }
        if (seconds >= 2 * YEAR_S) {
            return texts().get(
                            "report.length.y",
                            Numbers.significant(seconds / YEAR_S, 2).replaceFirst("\\.0$", ""));
        }
        long hours = Math.round(seconds / 3600);
        return two("d", hours / 24, "h", hours % 24);
    }

    private String two(String big, long bigs, String small, long smalls) {
        String first = texts().get("report.length." + big, bigs);
        return smalls == 0 ? first : first + " " + texts().get("report.length." + small, smalls);
    }

    /** {@return time since the start as a clock shows it, such as {@code 00:01:32}} */
    String clock(double seconds) {
        long s = (long) seconds;
        return "%02d:%02d:%02d".formatted(s / 3600, s / 60 % 60, s % 60);
    }

    /** {@return day and time, with the offset from UTC} */
    String when(Instant instant, ZoneId zone) {
        return format(lang == Lang.ZH ? "uuuu-MM-dd HH:mm:ss" : "d MMM uuuu HH:mm:ss", instant, zone);
    }

    /** {@return the offset from UTC at that time, such as {@code UTC+08:00}} */
    String offset(Instant instant, ZoneId zone) {
        return "UTC" + format("xxx", instant, zone);
    }

    /** {@return the time of day} */
    String timeOfDay(Instant instant, ZoneId zone) {
        return format("HH:mm:ss", instant, zone);
    }

    private static String format(String pattern, Instant instant, ZoneId zone) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(instant.atZone(zone));
    }

    /** {@return a count, grouped by thousands} */
    public String count(double amount) {
        return amount == Math.rint(amount) ? grouped(amount, 0) : Numbers.significant(amount, 3);
    }

    /** {@return what was counted with its unit, such as {@code 4,096 tokens}} */
    String counted(double amount, String unit) {
        return count(amount) + " " + (lang == Lang.ZH ? workUnit(unit) : unit);
    }

    /** {@return what was counted, one of it, in the reader's language where it is a word that we know} */
    String workUnit(String unit) {
        String key = "work." + unit.toLowerCase(Locale.ROOT);
        return texts().keys().contains(key) ? texts().get(key) : unit;
    }

    /** {@return the name of a phase, in the reader's language where it is a word that we know} */
    String phase(String name) {
        String key = "phase." + name.toLowerCase(Locale.ROOT);
        return texts().keys().contains(key) ? texts().get(key) : name;
    }

    /** {@return a gas as people write it, such as {@code CO₂e}} */
    static String gas(String gas) {
        return gas.replace("CO2", "CO₂");
    }

    /** {@return a figure with its thousands apart} */
    static String grouped(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", new BigDecimal(value))
                .replace('-', '−');
    }

    private Texts texts() {
        return Texts.of(lang);
    }
}
