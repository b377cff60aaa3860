package io.negawatt.plan.optimize;

import java.util.Arrays;
import java.util.List;

/** What a planner believes about the slots to come. */
@FunctionalInterface
public interface SiteForecasts {

    /**
     * {@return ways in which the slots may turn out}
     *
     * @param issued the first slot that has not happened; nothing of it or after it may be looked at, unless it is known ahead
     * @param slots how many to speak of
     */
    List<SiteOutlook> outlooks(int issued, int slots);

    /** {@return forecasts that are always right, for a bound or where everything is known ahead} */
    static SiteForecasts perfect(SiteOutlook actual) {
        return (issued, slots) -> List.of(new SiteOutlook(
                1,
                Arrays.copyOfRange(actual.buyPerKwh(), issued, issued + slots),
                Arrays.copyOfRange(actual.sellPerKwh(), issued, issued + slots),
                Arrays.copyOfRange(actual.loadW(), issued, issued + slots),
                Arrays.copyOfRange(actual.freshW(), issued, issued + slots)));
    }
}
