package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;

/**
 * A processor architecture and the power of one of its hardware threads, the share of the whole package.
 *
 * @param threadIdleW power of an idle thread, in W
 * @param threadMaxW power of a fully loaded thread, in W
 */
record CpuArchitecture(String id, Names names, Interval threadIdleW, Interval threadMaxW, Origin origin)
        implements Fact {

    @Override
    public Kind kind() {
        return Kind.CPU_ARCHITECTURE;
    }

    @Override
    public Message figures() {
        return Message.of("catalog.figures.cpu", Ranges.text(threadIdleW, "W"), Ranges.text(threadMaxW, "W"));
    }
}
