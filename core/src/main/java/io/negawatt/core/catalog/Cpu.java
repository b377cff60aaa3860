package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import io.negawatt.core.units.Interval;
import java.util.OptionalDouble;

/**
 * What the catalog knows of a processor. There are two ways to its power: from the TDP of the model times measured ratios,
 * and from watts a hardware thread of its architecture. The first is nearer, but needs whole packages.
 *
 * @param architecture names of the architecture whose figures are used
 * @param match how well that architecture fits
 * @param tdpW thermal design power of a package, in W, where the model is in the list
 * @param idlePerTdp idle power over TDP
 * @param maxPerTdp full-load power over TDP
 * @param threadIdleW power of an idle hardware thread, in W
 * @param threadMaxW power of a fully loaded hardware thread, in W
 * @param virtual whether the package is shared with other machines, so that only threads can be counted
 */
public record Cpu(
        Names architecture,
        Match match,
        OptionalDouble tdpW,
        Interval idlePerTdp,
        Interval maxPerTdp,
        Interval threadIdleW,
        Interval threadMaxW,
        boolean virtual,
        Origin origin) {

    /** How well the figures fit the processor. */
    public enum Match {
        EXACT,
        /** A relative stands in, with half to twice its range. */
        NEAREST,
        /** Nothing is known; the range spans all architectures. */
        UNKNOWN
    }

    /**
     * Power of all packages of a machine together.
     *
     * @param idleW when nothing runs, in W
     * @param maxW at full load, in W; its ends are never below those of {@code idleW}
     * @param basis what the figures rest on, for people
     */
    public record Power(Interval idleW, Interval maxW, Message basis) {}

    /**
     * {@return the power of {@code sockets} packages with {@code threads} hardware threads in all}
     *
     * @param threads hardware threads that the machine sees, at least 1
     * @param sockets packages, at least 1
     */
    public Power power(int threads, int sockets) {
        if (tdpW.isPresent() && !virtual) {
            double watts = tdpW.getAsDouble() * sockets;
            return new Power(
                    idlePerTdp.times(watts),
                    maxPerTdp.times(watts),
                    Message.of("catalog.cpu.tdp", sockets, Ranges.number(tdpW.getAsDouble()) + " W"));
        }
        return new Power(threadIdleW.times(threads), threadMaxW.times(threads), threadBasis(threads));
    }

    private Message threadBasis(int threads) {
        return switch (match) {
            case EXACT -> Message.of("catalog.cpu.exact", threads, architecture.en());
            case NEAREST -> Message.of("catalog.cpu.nearest", threads, architecture.en());
            case UNKNOWN -> Message.of("catalog.cpu.unknown", threads);
        };
    }
}
