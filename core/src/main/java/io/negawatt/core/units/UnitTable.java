package io.negawatt.core.units;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Every unit that can be read, and what to say of those that cannot: the one place for units. */
final class UnitTable {
    private static final Map<String, Integer> DECIMAL_PREFIXES = Map.ofEntries(
            Map.entry("n", -9),
            Map.entry("µ", -6),
            Map.entry("m", -3),
            Map.entry("", 0),
            Map.entry("k", 3),
            Map.entry("M", 6),
            Map.entry("G", 9),
            Map.entry("T", 12),
            Map.entry("P", 15),
            Map.entry("E", 18));

    private static final List<String> BINARY_PREFIXES = List.of("Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

    private static final Map<String, Unit> UNITS = units();

    /** Symbols of money, with the currencies that they stand for. */
    private static final Map<String, List<String>> CURRENCY_SYMBOLS = Map.of(
            "€", List.of("EUR"),
            "£", List.of("GBP"),
            "元", List.of("CNY"),
            "\u00a5", List.of("CNY", "JPY"),
            "\uffe5", List.of("CNY", "JPY"),
            "$", List.of("USD", "CAD", "AUD", "HKD"));

    /** Spellings that could be two units, with what to write instead. */
    private static final Map<String, String> AMBIGUOUS = Map.of("m", "min", "KB", "kB / KiB", "ton", "t");

    private static final Pattern BIT_OR_BYTE = Pattern.compile("([kKMGTPE]?)b");

    /** Words that people write for a unit; they are not read, but it is clear which unit is meant. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("sec", "s"),
            Map.entry("secs", "s"),
            Map.entry("second", "s"),
            Map.entry("seconds", "s"),
            Map.entry("minute", "min"),
            Map.entry("minutes", "min"),
            Map.entry("hour", "h"),
            Map.entry("hours", "h"),
            Map.entry("hrs", "h"),
            Map.entry("day", "d"),
            Map.entry("days", "d"),
            Map.entry("watt", "W"),
            Map.entry("watts", "W"),
            Map.entry("joule", "J"),
            Map.entry("joules", "J"),
            Map.entry("byte", "B"),
            Map.entry("bytes", "B"),
            Map.entry("liter", "L"),
            Map.entry("liters", "L"),
            Map.entry("gram", "g"),
            Map.entry("grams", "g"),
            Map.entry("RMB", "CNY"));

    private UnitTable() {}

    /** {@return the unit of {@code symbol}; a symbol of several currencies is read where {@code currency} is one of them} */
    static Optional<Unit> find(String symbol, String currency) {
        var unit = Optional.ofNullable(UNITS.get(symbol));
        return unit.isPresent() ? unit : currencyOf(symbol, currency).map(UnitTable::money);
    }

    /** {@return whether {@code text} is a symbol of money that is written before the amount} */
    static boolean isCurrencySymbol(String text) {
        return CURRENCY_SYMBOLS.containsKey(text);
    }

    /** {@return what to write instead of a symbol that may mean several units} */
    static Optional<String> insteadOf(String symbol) {
        var currencies = CURRENCY_SYMBOLS.get(symbol);
        if (currencies != null) {
            return Optional.of(String.join(" / ", currencies));
        }
        var bits = BIT_OR_BYTE.matcher(symbol);
        if (bits.matches()) {
            String prefix = bits.group(1).replace('K', 'k');
            return Optional.of(prefix + "bit / " + prefix + "B");
        }
        return Optional.ofNullable(AMBIGUOUS.get(symbol));
    }

    /** {@return the units of one of {@code dimensions} that {@code symbol} was probably meant to be; may be empty text} */
    static String nearestTo(String symbol, List<Dimension> dimensions) {
        String meant = MEANT.get(symbol.equals("RMB") ? symbol : symbol.toLowerCase(Locale.ROOT));
        if (meant != null) {
            return meant;
        }
        String inOtherCase = among(dimensions, symbol::equalsIgnoreCase);
        if (!inOtherCase.isEmpty()) {
            return inOtherCase;
        }
        String code = symbol.toUpperCase(Locale.ROOT);
        if (dimensions.contains(Dimension.MONEY) && isCurrencyCode(code)) {
            return code;
        }
        return symbol.length() < 2 ? "" : among(dimensions, known -> differByOne(known, symbol));
    }

    private static String among(List<Dimension> dimensions, Predicate<String> near) {
        return UNITS.entrySet().stream()
                .filter(e -> dimensions.contains(e.getValue().dimension()) && near.test(e.getKey()))
                .map(Map.Entry::getKey)
                .limit(3)
                .collect(Collectors.joining(" / "));
    }

    /** {@return whether one text becomes the other by one letter put in, taken away or changed} */
    private static boolean differByOne(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int same = 0;
        while (same < shorter && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        int skipA = a.length() >= b.length() ? 1 : 0;
        int skipB = b.length() >= a.length() ? 1 : 0;
        return a.substring(Math.min(a.length(), same + skipA)).equals(b.substring(Math.min(b.length(), same + skipB)));
    }

    private static Optional<String> currencyOf(String symbol, String stated) {
        var meanings = CURRENCY_SYMBOLS.get(symbol);
        if (meanings == null) {
            return isCurrencyCode(symbol) ? Optional.of(symbol) : Optional.empty();
        }
        if (meanings.contains(stated)) {
            return Optional.of(stated);
        }
        return meanings.size() == 1 ? Optional.of(meanings.getFirst()) : Optional.empty();
    }

    private static boolean isCurrencyCode(String code) {
        return code.length() == 3 && CurrencyCodes.ALL.contains(code);
    }

    /** Loaded only when money is read: the JDK's table of currencies takes milliseconds. */
    private static final class CurrencyCodes {
        static final Set<String> ALL = Currency.getAvailableCurrencies().stream()
                .map(Currency::getCurrencyCode)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Unit money(String currency) {
        return new Unit(BigDecimal.ONE, Dimension.MONEY, currency);
    }

    private static Map<String, Unit> units() {
        var units = new LinkedHashMap<String, Unit>();
        decimal(units, "J", "1", Dimension.ENERGY, "n", "µ", "m", "", "k", "M", "G", "T", "P");
        decimal(units, "Wh", "3600", Dimension.ENERGY, "n", "µ", "m", "", "k", "M", "G", "T", "P");
        decimal(units, "W", "1", Dimension.POWER, "n", "µ", "m", "", "k", "M", "G", "T");
        decimal(units, "bit", "1", Dimension.DATA, "", "k", "M", "G", "T", "P", "E");
        decimal(units, "B", "8", Dimension.DATA, "", "k", "M", "G", "T", "P", "E");
        binary(units, "bit", 1);
        binary(units, "B", 8);
        decimal(units, "g", "1", Dimension.MASS, "n", "µ", "m", "", "k");
        decimal(units, "t", "1000000", Dimension.MASS, "", "k", "M", "G", "T");
        decimal(units, "L", "1", Dimension.VOLUME, "n", "µ", "m", "", "k", "M", "G", "T");
        decimal(units, "l", "1", Dimension.VOLUME, "m", "");
        decimal(units, "m³", "1000", Dimension.VOLUME, "");
        decimal(units, "m3", "1000", Dimension.VOLUME, "");
        decimal(units, "s", "1", Dimension.TIME, "n", "µ", "m", "");
        decimal(units, "min", "60", Dimension.TIME, "");
        decimal(units, "h", "3600", Dimension.TIME, "");
        decimal(units, "d", "86400", Dimension.TIME, "");
        decimal(units, "千瓦时", "3600000", Dimension.ENERGY, "");
        decimal(units, "度", "3600000", Dimension.ENERGY, "");
        return units;
    }

    private static void decimal(
            Map<String, Unit> units, String symbol, String factor, Dimension dimension, String... prefixes) {
        for (String prefix : prefixes) {
            var scaled = new BigDecimal(factor).scaleByPowerOfTen(DECIMAL_PREFIXES.getOrDefault(prefix, 0));
            var unit = new Unit(scaled, dimension, "");
            units.put(prefix + symbol, unit);
            if (prefix.equals("µ")) {
                // The Greek letter and the plain u stand for the micro sign, which few keyboards have.
                units.put("μ" + symbol, unit);
                units.put("u" + symbol, unit);
            }
        }
    }

    private static void binary(Map<String, Unit> units, String symbol, int bits) {
        var factor = BigDecimal.valueOf(bits);
        for (String prefix : BINARY_PREFIXES) {
            factor = factor.multiply(BigDecimal.valueOf(1024));
            units.put(prefix + symbol, new Unit(factor, Dimension.DATA, ""));
        }
    }
}
