package io.negawatt.app.report;

import io.negawatt.core.units.Interval;
import java.util.LinkedHashMap;
import java.util.Map;

/** How estimates are told to machines. */
final class EstimateTree {
    private EstimateTree() {}

    /** {@return a figure with the ends of its interval} */
    static Map<String, Double> range(Interval value) {
        var range = new LinkedHashMap<String, Double>();
        range.put("low", value.low());
        range.put("mid", value.mid());
        range.put("high", value.high());
        return range;
    }
}
