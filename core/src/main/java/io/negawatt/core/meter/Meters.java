package io.negawatt.core.meter;

import java.util.List;

/** Every kind of meter, in the order in which people see them. To add one: a file of its own, and a line here. */
public final class Meters {
    public static final List<MeterKind> ALL = List.of(
            NvmlMeter.KIND,
            RaplMeter.KIND,
            HwmonMeter.KIND,
            RedfishMeter.KIND,
            PrometheusMeter.KIND,
            TraceMeter.KIND,
            ModelMeter.KIND);

    private Meters() {}

    /**
     * {@return the meters as one that counts every device once; those of which nothing is used are closed}
     *
     * @param meters meters that were found, in the order of preference among equals
     */
    public static MeterSet select(List<Meter> meters) {
        return MeterSet.of(meters);
    }
}
