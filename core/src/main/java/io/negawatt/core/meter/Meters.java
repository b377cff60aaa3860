package io.negawatt.core.meter;

import java.util.List;

/** Every kind of meter, in the order in which people see them. To add one: a file of its own, and a line here. */
public final class Meters {
    public static final List<MeterKind> ALL = List.of(NvmlMeter.KIND);

    private Meters() {}
}
