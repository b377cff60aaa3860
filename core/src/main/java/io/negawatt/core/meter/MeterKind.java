package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of meter and how to find it on a host: one line of {@link Meters#ALL}.
 *
 * @param name short name in files and options, such as {@code rapl}
 * @param discover looks for the meter; quick (well below 100 ms where there is none) and without side effects
 */
public record MeterKind(String name, Function<Host, Discovery> discover) {

    /** {@return the message that says in a line what this meter reads} */
    public Message about() {
        return Message.of("meter." + name + ".about");
    }

    /** What looking for a meter came to. */
    public sealed interface Discovery {

        /** It is there and can be read. Whoever discovers it closes it. */
        record Found(Meter meter) implements Discovery {}

        /** It is there but closed; {@code remedy} says what opens it, and {@code command} does it where one command can. */
        record Closed(Message reason, Message remedy, List<String> command) implements Discovery {}

        /** This host has none. */
        record Absent(Message reason) implements Discovery {}
    }
}
