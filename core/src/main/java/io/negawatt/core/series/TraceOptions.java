package io.negawatt.core.series;

import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which columns of a recorded trace to read, and how. What is left empty is guessed from the header.
 *
 * @param time name of the column of time; empty to guess
 * @param watts names of columns of power in W; their devices are added
 * @param joules names of columns that are cumulative counters in J; their devices are added
 * @param range energy at which the counters start again from 0; empty where a lower count is a gap
 * @param maxPower more than one device can draw; empty where nobody knows
 * @param nodes number of equal nodes that the columns stand for
 * @param longestHole longest time between two rows that is bridged; empty for ten times the median step
 */
public record TraceOptions(
        Optional<String> time,
        List<String> watts,
        List<String> joules,
        Optional<Energy> range,
        Optional<Power> maxPower,
        int nodes,
        Optional<Duration> longestHole) {

    public TraceOptions {
        watts = List.copyOf(watts);
        joules = List.copyOf(joules);
        if (nodes < 1) {
            throw new IllegalArgumentException("a trace stands for at least 1 node, but got " + nodes);
        }
    }

    /** {@return options that guess every column, for one node} */
    public static TraceOptions guessed() {
        return new TraceOptions(
                Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty(), 1, Optional.empty());
    }

    public TraceOptions withTime(String column) {
        return new TraceOptions(Optional.of(column), watts, joules, range, maxPower, nodes, longestHole);
    }

    public TraceOptions withWatts(List<String> columns) {
        return new TraceOptions(time, columns, joules, range, maxPower, nodes, longestHole);
    }

    public TraceOptions withJoules(List<String> columns) {
        return new TraceOptions(time, watts, columns, range, maxPower, nodes, longestHole);
    }

    public TraceOptions withRange(Energy energy) {
        return new TraceOptions(time, watts, joules, Optional.of(energy), maxPower, nodes, longestHole);
    }

    public TraceOptions withMaxPower(Power power) {
        return new TraceOptions(time, watts, joules, range, Optional.of(power), nodes, longestHole);
    }

    public TraceOptions withNodes(int count) {
        return new TraceOptions(time, watts, joules, range, maxPower, count, longestHole);
    }

    public TraceOptions withLongestHole(Duration hole) {
        return new TraceOptions(time, watts, joules, range, maxPower, nodes, Optional.of(hole));
    }
}
