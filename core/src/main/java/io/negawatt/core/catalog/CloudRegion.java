package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.OptionalInt;

/**
 * A region of a cloud provider.
 *
 * @param id provider and region, such as {@code aws:us-east-1}
 * @param names the place
 * @param zone id of the grid zone it lies in
 * @param factor carbon of its electricity as the provider's table has it
 * @param own whether accounts take that figure; else the zone's newer one is the better
 */
public record CloudRegion(
        String id, Names names, List<String> aliases, String zone, Factor factor, boolean own, Origin origin)
        implements Fact {

    @Override
    public Kind kind() {
        return Kind.CLOUD_REGION;
    }

    @Override
    public Message figures() {
        String key = own ? "catalog.figures.region.own" : "catalog.figures.region.zone";
        return Message.of(key, zone, Ranges.text(factor.gramsPerKwh(), "g/kWh"));
    }

    @Override
    public OptionalInt year() {
        return OptionalInt.of(factor.year());
    }
}
