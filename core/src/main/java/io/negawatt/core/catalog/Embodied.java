package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;

/**
 * What making a part emits and what it weighs as e-waste.
 *
 * @param embodiedKg carbon in kg CO2e, with the range of the published figures
 * @param massKg mass in kg; 0 where it is inside that of the server
 * @param basis how the range was made, in English, as the file says
 */
public record Embodied(String id, Names names, Interval embodiedKg, Interval massKg, String basis, Origin origin)
        implements Fact {

    @Override
    public Kind kind() {
        return Kind.EMBODIED;
    }

    @Override
    public Message figures() {
        return Message.of("catalog.figures.embodied", Ranges.text(embodiedKg, "kg CO₂e"), Ranges.text(massKg, "kg"));
    }
}
