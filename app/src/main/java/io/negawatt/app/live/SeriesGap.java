package io.negawatt.app.live;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.Comparator;
import java.util.OptionalDouble;

/**
 * A time of which a series has no samples, and why.
 *
 * @param fromMs start in ms since 1970, inclusive
 * @param toMs end in ms since 1970, exclusive
 * @param amount what was used in it all the same where a counter tells, in J for power and else in the unit of the series; it
 *     counts in sums, spread evenly over the gap, and the gap stays uncovered
 * @param reason why, to be shown to people
 */
public record SeriesGap(Series series, long fromMs, long toMs, OptionalDouble amount, Message reason) {

    /** By series and time. */
    public static final Comparator<SeriesGap> ORDER = Comparator.comparing(SeriesGap::series, Series.ORDER)
            .thenComparing(SeriesGap::fromMs)
            .thenComparing(SeriesGap::toMs)
            .thenComparing(gap -> gap.amount().orElse(-1))
            .thenComparing(gap -> gap.reason().key() + gap.reason().args());

    /** @throws BadInputException where the gap does not end after it begins, or its amount is no finite number from 0 */
    public SeriesGap {
        if (toMs <= fromMs) {
            throw BadInputException.of("live.gap.empty", series.metric(), fromMs, toMs);
        }
        if (amount.isPresent() && !(amount.getAsDouble() >= 0 && amount.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw BadInputException.of("live.gap.amount", series.metric(), amount.getAsDouble());
        }
    }

    /** {@return the same gap in another series} */
    public SeriesGap of(Series other) {
        return new SeriesGap(other, fromMs, toMs, amount, reason);
    }
}
