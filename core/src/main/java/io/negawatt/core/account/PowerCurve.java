package io.negawatt.core.account;

import io.negawatt.core.meter.Component;
import java.time.Instant;
import java.util.List;

/**
 * Power over the time of a run, for pictures: equal steps, one line a component.
 *
 * @param start start of the first step
 * @param stepS length of a step, in s
 * @param lines power by component
 * @param phases spans of the phases that the program told
 */
public record PowerCurve(Instant start, double stepS, List<Line> lines, List<Span> phases) {

    /**
     * @param component the component
     * @param watts the run's mean power in each step, in W; NaN where there is a gap
     */
    public record Line(Component component, List<Double> watts) {}

    /** A phase from {@code fromS} to {@code toS}, in s since the start. */
    public record Span(String phase, double fromS, double toS) {}
}
