package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;

/**
 * A processor model.
 *
 * @param id its name without trade marks
 * @param tdpW thermal design power of the package, in W
 */
record CpuTdp(String id, double tdpW, Origin origin) implements Fact {

    @Override
    public Kind kind() {
        return Kind.CPU;
    }

    @Override
    public Names names() {
        return Names.same(id);
    }

    @Override
    public Message figures() {
        return Message.of("catalog.figures.tdp", Ranges.number(tdpW) + " W");
    }
}
