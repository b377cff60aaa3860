package io.negawatt.core.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Reads a time span: {@code 10 h}, {@code 1 h 30 min}, or ISO 8601 such as {@code PT1H30M}. It is kept to the nanosecond. */
final class DurationReader {
    private static final BigDecimal LONGEST_NS = BigDecimal.valueOf(Long.MAX_VALUE);

    private final QuantityReader reader;
    private final Source source;

    DurationReader(String text, String statedUnit) {
        this.reader = new QuantityReader(text, Kind.DURATION, statedUnit);
        this.source = reader.source();
    }

    Duration read() {
        source.begin();
        return source.peek().equals("P") ? iso() : parts();
    }

    private Duration iso() {
        int start = source.at();
        try {
            var duration = Duration.parse(source.rest().strip());
            return ofSeconds(
                    new BigDecimal(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9)), start);
        } catch (DateTimeParseException e) {
            throw source.bad("units.bad.iso", start, source.rest());
        }
    }

    private Duration parts() {
        int start = source.at();
        var first = part();
        var sumS = first.inBaseUnits();
        var unit = first.unit();
        source.skipSpaces();
        while (!source.atEnd()) {
            int at = source.at();
            var next = part();
            if (next.unit().factor().compareTo(unit.factor()) >= 0
                    || next.number().signum() < 0) {
                throw source.bad("units.bad.parts", at, source.from(at));
            }
            unit = next.unit();
            sumS = sumS.add(next.inBaseUnits());
            source.skipSpaces();
        }
        return ofSeconds(sumS, start);
    }

    private QuantityReader.Amount part() {
        int at = source.at();
        var part = reader.amount();
        reader.requireDimension(part.unit(), at);
        return part;
    }

    private Duration ofSeconds(BigDecimal seconds, int start) {
        reader.toDouble(seconds, start);
        var ns = seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP);
        if (ns.compareTo(LONGEST_NS) > 0 || (ns.signum() == 0 && seconds.signum() != 0)) {
            throw source.bad("units.bad.range", start, source.from(start));
        }
        return Duration.ofNanos(ns.longValueExact());
    }
}
