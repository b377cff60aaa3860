package io.negawatt.core.account;

import io.negawatt.core.meter.Component;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.DataIntensity;
import io.negawatt.core.units.DataSize;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Power;
import java.time.Duration;
import java.util.List;

/**
 * The worked example of the article that the account's four terms come from, computed with typed quantities, beside the
 * figures that the article prints. The article's arithmetic slips where typed code cannot: hours taken as seconds, bytes as
 * bits a second.
 */
public final class WorkedExample {
    private static final Duration RUN_TIME = Duration.ofHours(10);
    private static final int GPUS = 4;
    private static final Power GPU = Power.ofWatts(300);
    private static final DataSize MOVED = DataSize.ofBytes(100e9);
    private static final DataIntensity LINK = new DataIntensity(1e-8);
    /** One end of the link is in the account; the other end bears the other half. */
    private static final double LINK_SHARE = 0.5;

    private static final Power STORAGE = Power.ofWatts(20);
    private static final Power FANS = Power.ofWatts(50);
    /** What the article prints as its sum; its own addends come to 50,014,500 J. */
    private static final double PRINTED_TOTAL_J = 5.125e7;

    private WorkedExample() {}

    /**
     * One term of the example.
     *
     * @param inputs what goes in, as the article gives it
     * @param energy what comes out
     * @param printedJ what the article prints, in J
     * @param why why the two differ
     */
    public record Line(Component component, String inputs, Energy energy, double printedJ, Message why) {}

    /** {@return the four terms} */
    public static List<Line> lines() {
        return List.of(
                new Line(
                        Component.COMPUTE,
                        "4 GPU × 300 W × 10 h",
                        GPU.times(GPUS).over(RUN_TIME),
                        12_000,
                        Message.of("example.why.compute")),
                new Line(
                        Component.TRANSMIT,
                        "100 GB × 1e-8 J/bit × ½",
                        LINK.of(MOVED).times(LINK_SHARE),
                        5e7,
                        Message.of("example.why.transmit")),
                new Line(
                        Component.STORE, "20 W × 10 h", STORAGE.over(RUN_TIME), 2_000, Message.of("example.why.store")),
                new Line(
                        Component.COOLING, "50 W × 10 h", FANS.over(RUN_TIME), 500, Message.of("example.why.cooling")));
    }

    /** {@return the sum of the terms} */
    public static Energy total() {
        return lines().stream().map(Line::energy).reduce(Energy.ZERO, Energy::plus);
    }

    /** {@return the sum as the article prints it, in J} */
    public static double printedTotalJ() {
        return PRINTED_TOTAL_J;
    }
}
