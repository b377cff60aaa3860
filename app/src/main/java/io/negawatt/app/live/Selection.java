package io.negawatt.app.live;

import java.util.List;
import java.util.Optional;

/**
 * Which series are asked for.
 *
 * @param tenant of this tenant alone; empty for every tenant, which is for the operator
 * @param metric of this name alone; empty for every name
 * @param matchers each of which a series meets
 */
public record Selection(Optional<String> tenant, Optional<String> metric, List<Matcher> matchers) {
    /** Every series of every tenant. */
    public static final Selection ALL = new Selection(Optional.empty(), Optional.empty(), List.of());

    public Selection {
        matchers = List.copyOf(matchers);
    }

    /** {@return the series of a tenant that have a metric and meet all matchers} */
    public static Selection of(String tenant, String metric, Matcher... matchers) {
        return new Selection(Optional.of(tenant), Optional.of(metric), List.of(matchers));
    }

    /** {@return whether a series is asked for} */
    public boolean matches(Series series) {
        return tenant.map(series.tenant()::equals).orElse(true)
                && metric.map(series.metric()::equals).orElse(true)
                && matchers.stream().allMatch(it -> it.matches(series));
    }
}
