package io.negawatt.core.units;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads one quantity from text: a number, a unit, and where the unit is a quotient a slash and another unit. Whatever could
 * mean two things is refused with its column.
 *
 * <p>Not thread-safe: one reader, one text.
 */
final class QuantityReader {
    /** A number in decimal digits; a comma never is part of it, because it groups here and divides there. */
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?([eE][+\\-−]?\\d+)?");

    private static final Pattern NOT_FINITE =
            Pattern.compile("(nan|inf(inity)?|∞)(?!\\p{L})", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern GROUPED = Pattern.compile("[,'’_٫٬]\\s*\\d");
    /** Letters and signs; a digit belongs to a unit in m3 and CO2 alone. */
    private static final Pattern SYMBOL = Pattern.compile("(?:[\\p{L}µ°%³₂€£\u00a5\uffe5$]|(?<=m)3(?!\\d)|(?<=CO)2)+");

    private static final Pattern CARBON_DIOXIDE = Pattern.compile("CO[2₂](e|eq)?");
    private static final Pattern MASS_OF_CARBON_DIOXIDE = Pattern.compile("([kmuµμ]?g|[kMG]?t)CO[2₂](e|eq)?");

    /** The largest exponent that is looked at; a double ends at 308. */
    private static final int LARGEST_EXPONENT = 999;

    private final Source source;
    private final Kind kind;
    private final String statedUnit;
    private final String statedCurrency;
    private String currencySign = "";
    private int currencySignAt;

    /** @param statedUnit unit of a bare number; empty text where a number needs its own */
    QuantityReader(String text, Kind kind, String statedUnit) {
        this.source = new Source(text, kind.examples());
        this.kind = kind;
        this.statedUnit = statedUnit;
        this.statedCurrency = statedUnit.isEmpty()
                ? ""
                : new QuantityReader(statedUnit, kind, "").unitAlone().currency();
    }

    /** A number with the unit that was written behind it. */
    record Amount(BigDecimal number, Unit unit) {
        BigDecimal inBaseUnits() {
            return number.multiply(unit.factor());
        }
    }

    /** {@return the only quantity in the text, in the unit of its record} */
    Quantity read() {
        source.begin();
        int start = source.at();
        var amount = amount();
        source.expectEnd();
        var unit = amount.unit();
        requireDimension(unit, start);
        var value = amount.inBaseUnits().multiply(kind.perRecordUnit());
        return new Quantity(toDouble(value, start), unit.currency());
    }

    /**
     * A quantity as its record holds it.
     *
     * @param value the amount, finite, at least 0 where the kind asks for it
     * @param currency ISO 4217 code; empty text where no money is involved
     */
    record Quantity(double value, String currency) {}

    /** {@return the text and the place in it} */
    Source source() {
        return source;
    }

    /** {@return the next number with its unit} */
    Amount amount() {
        boolean negative = sign();
        currencySign();
        negative ^= sign();
        var number = number();
        source.skipSpaces();
        return new Amount(negative ? number.negate() : number, unitOfNumber());
    }

    private Unit unitAlone() {
        source.begin();
        return unit();
    }

    private boolean sign() {
        if (source.take('-') || source.take('−')) {
            return true;
        }
        source.take('+');
        return false;
    }

    private void currencySign() {
        currencySignAt = source.at();
        String next = source.peek();
        if (UnitTable.isCurrencySymbol(next)) {
            source.take(next.charAt(0));
            source.skipSpaces();
            currencySign = next;
        }
    }

    private BigDecimal number() {
        int start = source.at();
        String notFinite = source.match(NOT_FINITE);
        if (!notFinite.isEmpty()) {
            throw source.bad("units.bad.notFinite", start, notFinite);
        }
        String digits = source.match(NUMBER);
        if (digits.isEmpty()) {
            throw source.bad("units.bad.number", start, source.rest());
        }
        if (source.looksAt(GROUPED)) {
            throw source.bad("units.bad.comma", source.at(), source.rest());
        }
        if (exponentOf(digits) > LARGEST_EXPONENT) {
            throw source.bad("units.bad.range", start, digits);
        }
        return new BigDecimal(digits.replace('−', '-'));
    }

    private static int exponentOf(String digits) {
        int at = Math.max(digits.indexOf('e'), digits.indexOf('E'));
        String exponent = digits.substring(at + 1).replaceFirst("^[+\\-−]", "").replaceFirst("^0+(?=.)", "");
        if (at < 0) {
            return 0;
        }
        return exponent.length() > 3 ? LARGEST_EXPONENT + 1 : Integer.parseInt(exponent);
    }

    private Unit unitOfNumber() {
        if (!currencySign.isEmpty()) {
            var money = known(currencySign, currencySignAt, List.of(Dimension.MONEY));
            return source.take('/') ? money.per(product(List.of(kind.below()))) : money;
        }
        if (source.atEnd() && !statedUnit.isEmpty()) {
            return new QuantityReader(statedUnit, kind, "").unitAlone();
        }
        return unit();
    }

    private Unit unit() {
        var above = product(List.of(kind.above(), kind.dimension()));
        source.skipSpaces();
        if (!source.take('/')) {
            return above;
        }
        source.skipSpaces();
        var below = product(List.of(kind.below(), Dimension.TIME));
        source.skipSpaces();
        return above.per(below);
    }

    private Unit product(List<Dimension> wanted) {
        var unit = single(wanted);
        return source.take('·') ? unit.times(single(wanted)) : unit;
    }

    private Unit single(List<Dimension> wanted) {
        source.skipSpaces();
        int start = source.at();
        String symbol = source.match(SYMBOL);
        if (symbol.isEmpty()) {
            throw source.bad(source.rest().isEmpty() ? "units.bad.none" : "units.bad.missing", start, source.rest());
        }
        var mass = MASS_OF_CARBON_DIOXIDE.matcher(symbol);
        if (mass.matches()) {
            return known(mass.group(1), start, wanted);
        }
        var unit = known(symbol, start, wanted);
        if (unit.dimension().equals(Dimension.MASS)) {
            source.skipSpaces();
            source.match(CARBON_DIOXIDE);
        }
        return unit;
    }

    private Unit known(String symbol, int start, List<Dimension> wanted) {
        var unit = UnitTable.find(symbol, statedCurrency);
        if (unit.isPresent()) {
            return unit.get();
        }
        var instead = UnitTable.insteadOf(symbol);
        if (instead.isPresent()) {
            throw source.bad("units.bad.ambiguous", start, symbol, instead.get());
        }
        String near = UnitTable.nearestTo(symbol, wanted);
        throw near.isEmpty()
                ? source.bad("units.bad.unknown", start, symbol)
                : source.bad("units.bad.near", start, symbol, near);
    }

    void requireDimension(Unit unit, int start) {
        boolean oneCurrency = unit.currency().length() <= 3;
        if (!unit.dimension().equals(kind.dimension()) || !oneCurrency) {
            String found = Kind.of(unit.dimension()).map(Kind::word).orElse("other");
            throw source.bad("units.found." + found, start, source.from(start));
        }
    }

    /** {@return {@code value} as a double, which rounds once} */
    double toDouble(BigDecimal value, int start) {
        double rounded = value.doubleValue();
        if (!Double.isFinite(rounded) || (rounded == 0 && value.signum() != 0)) {
            throw source.bad("units.bad.range", start, source.from(start));
        }
        if (rounded < 0 && !kind.mayBeNegative()) {
            throw source.bad("units.bad.negative", start, source.from(start));
        }
        return rounded;
    }
}
