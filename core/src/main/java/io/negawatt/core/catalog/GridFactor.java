package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.OptionalInt;

/**
 * A row of the factor file.
 *
 * @param names names of the zone
 * @param aliases other names of the zone
 * @param factor the figure
 * @param use what an account takes it for unasked
 */
record GridFactor(Names names, List<String> aliases, Factor factor, Use use, Origin origin) implements Fact {

    enum Use {
        LOCATION,
        MARKET,
        ON_REQUEST
    }

    @Override
    public Kind kind() {
        return Kind.FACTOR;
    }

    @Override
    public String id() {
        return factor.zone();
    }

    @Override
    public Message figures() {
        var counted = factor.kind();
        return Message.of(
                "catalog.figures.factor.%s.%s".formatted(counted.boundary(), counted.mix()),
                Ranges.text(factor.gramsPerKwh(), "g/kWh"),
                counted.gas());
    }

    @Override
    public OptionalInt year() {
        return OptionalInt.of(factor.year());
    }
}
