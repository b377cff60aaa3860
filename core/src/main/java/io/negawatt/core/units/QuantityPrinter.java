package io.negawatt.core.units;

import io.negawatt.core.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;

/** Writes quantities with a prefix that leaves at most three digits before the point where there is one. */
final class QuantityPrinter {
    private static final int DIGITS = 3;
    private static final double JOULES_PER_WH = 3600;
    private static final int BITS_PER_BYTE = 8;
    private static final long NS_PER_S = 1_000_000_000L;

    private static final List<Step> WATT_HOURS = List.of(
            new Step(1e12, "TWh"),
            new Step(1e9, "GWh"),
            new Step(1e6, "MWh"),
            new Step(1e3, "kWh"),
            new Step(1e-2, 1, "Wh"),
            new Step(1e-5, 1e-3, "mWh"),
            new Step(0, 1e-6, "µWh"));
    private static final List<Step> JOULES = List.of(
            new Step(1e12, "TJ"),
            new Step(1e9, "GJ"),
            new Step(1e6, "MJ"),
            new Step(1e3, "kJ"),
            new Step(1, "J"),
            new Step(1e-3, "mJ"),
            new Step(1e-6, "µJ"),
            new Step(0, 1e-9, "nJ"));
    private static final List<Step> WATTS = List.of(
            new Step(1e9, "GW"), new Step(1e6, "MW"), new Step(1e3, "kW"), new Step(1, "W"), new Step(0, 1e-3, "mW"));
    private static final List<Step> GRAMS = List.of(
            new Step(1e12, 1e12, "Mt"),
            new Step(1e9, "kt"),
            new Step(1e6, "t"),
            new Step(1e3, "kg"),
            new Step(1e-2, 1, "g"),
            new Step(0, 1e-3, "mg"));
    private static final List<Step> LITERS =
            List.of(new Step(1e6, "ML"), new Step(1e3, "m³"), new Step(1e-2, 1, "L"), new Step(0, 1e-3, "mL"));
    private static final List<Step> BYTES = List.of(
            new Step(1e18, "EB"),
            new Step(1e15, "PB"),
            new Step(1e12, "TB"),
            new Step(1e9, "GB"),
            new Step(1e6, "MB"),
            new Step(1e3, "kB"),
            new Step(1, "B"),
            new Step(0, 1.0 / BITS_PER_BYTE, "bit"));
    private static final List<Step> SECONDS =
            List.of(new Step(1, "s"), new Step(1e-3, "ms"), new Step(1e-6, "µs"), new Step(0, 1e-9, "ns"));

    private static final Map<String, String> CURRENCY_SIGNS = Map.of("CNY", "¥", "EUR", "€", "USD", "$", "GBP", "£");

    private QuantityPrinter() {}

    /**
     * A unit with a prefix, and the amounts that it is used for.
     *
     * @param from smallest amount, in the unit without prefix
     * @param size how much the unit is, in the unit without prefix
     */
    private record Step(double from, double size, String unit) {
        Step(double size, String unit) {
            this(size, size, unit);
        }
    }

    static String wattHours(double joules) {
        return scaled(joules / JOULES_PER_WH, WATT_HOURS, "Wh", DIGITS);
    }

    static String joules(double joules, int digits) {
        return scaled(joules, JOULES, "J", digits);
    }

    static String watts(double watts) {
        return scaled(watts, WATTS, "W", DIGITS);
    }

    static String grams(double grams) {
        return scaled(grams, GRAMS, "g", DIGITS);
    }

    static String liters(double liters) {
        return scaled(liters, LITERS, "L", DIGITS);
    }

    static String data(double bits) {
        return scaled(bits / BITS_PER_BYTE, BYTES, "B", DIGITS);
    }

    static String dataIntensity(double joulesPerBit) {
        return scaled(joulesPerBit, JOULES, "J", DIGITS) + "/bit";
    }

    static String carbonIntensity(double gramsPerKwh) {
        return Numbers.significant(gramsPerKwh, DIGITS) + " g/kWh";
    }

    static String waterIntensity(double litersPerKwh) {
        return Numbers.significant(litersPerKwh, DIGITS) + " L/kWh";
    }

    static String price(double perKwh, String currency) {
        return "%s %s/kWh".formatted(Numbers.significant(perKwh, DIGITS), currency);
    }

    static String powerPrice(double perKw, String currency) {
        return "%s %s/kW".formatted(Numbers.significant(perKw, DIGITS), currency);
    }

    static String money(double amount, String currency) {
        String sign = CURRENCY_SIGNS.get(currency);
        String digits = Numbers.significant(Math.abs(amount), DIGITS);
        String minus = amount < 0 ? "−" : "";
        return sign == null ? "%s%s %s".formatted(minus, digits, currency) : minus + sign + digits;
    }

    static String duration(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("a time span is at least 0 s, but got " + time);
        }
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            double seconds = (double) time.toNanos() / NS_PER_S;
            String text = scaled(seconds, SECONDS, "s", DIGITS);
            return text.equals("60.0 s") ? "1 min" : text;
        }
        var rounded = time.plusMillis(500);
        return parts(rounded.toDays() == 0 ? rounded : time.plusSeconds(30));
    }

    /** The spans from a minute on, to the second; from a day on to the minute. */
    private static String parts(Duration time) {
        long days = time.toDays();
        long seconds = days > 0 ? 0 : time.toSecondsPart();
        var text = new StringBuilder();
        append(text, days, "d");
        append(text, time.toHoursPart(), "h");
        append(text, time.toMinutesPart(), "min");
        append(text, seconds, "s");
        return text.toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
        }
    }

    static String withSpread(Interval interval, DoubleFunction<String> print) {
        String mid = print.apply(interval.mid());
        return switch (Spread.of(interval)) {
            case Spread.None() -> mid;
            case Spread.Percent percent -> mid + " " + percent;
            case Spread.Factor factor -> mid + " " + factor;
            case Spread.Range(var low, var high) -> range(mid, low, high, print);
        };
    }

    private static String range(String mid, double low, double high, DoubleFunction<String> print) {
        String from = low < 0 ? "−" + print.apply(-low) : print.apply(low);
        String to = Double.isInfinite(high) ? "∞" : print.apply(high);
        return "%s (%s – %s)".formatted(mid, from, to);
    }

    private static String scaled(double amount, List<Step> steps, String zeroUnit, int digits) {
        if (amount == 0) {
            return "0 " + zeroUnit;
        }
        // Rounded first, so that 999.96 Wh reads 1.00 kWh and not 1000 Wh.
        double rounded = new BigDecimal(amount)
                .round(new MathContext(digits, RoundingMode.HALF_UP))
                .doubleValue();
        var step = steps.stream().filter(s -> rounded >= s.from()).findFirst().orElse(steps.getLast());
        return Numbers.significant(rounded / step.size(), digits) + " " + step.unit();
    }
}
