package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;

/**
 * A kind of disk.
 *
 * @param idleW power when nobody uses it, in W
 * @param ioJPerByte what a byte read or written adds, in J/byte
 */
public record Disk(String id, Names names, Interval idleW, Interval ioJPerByte, Origin origin) implements Fact {

    @Override
    public Kind kind() {
        return Kind.DISK;
    }

    @Override
    public Message figures() {
        return Message.of("catalog.figures.disk", Ranges.text(idleW, "W"), Ranges.text(ioJPerByte, "J/byte"));
    }
}
