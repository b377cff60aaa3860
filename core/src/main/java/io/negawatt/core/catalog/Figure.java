package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.List;
import java.util.OptionalInt;

/**
 * A fact that is one number: a PUE, watts per GB of memory, years of life.
 *
 * @param value the number in {@code unit}, with its range
 * @param unit unit as written, such as {@code W/GB}; {@code ratio} where there is none
 */
public record Figure(
        Kind kind,
        String id,
        Names names,
        List<String> aliases,
        Interval value,
        String unit,
        OptionalInt year,
        Origin origin)
        implements Fact {

    @Override
    public Message figures() {
        return switch (unit) {
            case "years", "threads" -> Message.of("catalog.figures." + unit, Ranges.text(value, "ratio"));
            default -> Message.of("catalog.figures.value", Ranges.text(value, unit));
        };
    }
}
