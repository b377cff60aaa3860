package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.List;

/**
 * A graphics processor or other accelerator.
 *
 * @param memoryGb memory in GB
 * @param idleW power when nobody uses it, in W
 * @param maxW board power limit as delivered, in W
 * @param idleBasis how the idle power is known: {@code measured}, {@code configured} or {@code modeled}
 * @param hardware what making it costs
 */
public record Gpu(
        String id,
        Names names,
        List<String> aliases,
        double memoryGb,
        Interval idleW,
        double maxW,
        String idleBasis,
        Embodied hardware,
        Origin origin)
        implements Fact {

    @Override
    public Kind kind() {
        return Kind.GPU;
    }

    @Override
    public Message figures() {
        return Message.of(
                "catalog.figures.gpu",
                Ranges.number(maxW) + " W",
                Ranges.text(idleW, "W"),
                Ranges.number(memoryGb) + " GB",
                Ranges.text(hardware.embodiedKg(), "kg CO₂e"),
                Ranges.text(hardware.massKg(), "kg"));
    }
}
