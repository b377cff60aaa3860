package io.negawatt.plan.forecast;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.stream.Collectors;

/** Every forecaster that learns from the series alone, the simple ones first. To add one: a file of its own and a line here. */
public final class Forecasters {
    private static final double ALWAYS = Double.POSITIVE_INFINITY;

    public static final List<Forecaster> ALL = List.of(
            new Repeat("yesterday", 1),
            new Repeat("last-week", 7),
            new Climatology("month", 28),
            new Climatology("climatology", Integer.MAX_VALUE),
            new Theta("theta"),
            new Ridge("ridge-day", false, true, 0.03, Ridge.Issues.NEAR_TIME, ALWAYS),
            new Ridge("ridge-recent", false, true, 0.03, Ridge.Issues.NEAR_TIME, 60),
            new Ridge("ridge-plain", false, false, 0.01, Ridge.Issues.SAME_TIME, ALWAYS),
            new Ridge("ridge-means", true, true, 0.01, Ridge.Issues.SAME_TIME, ALWAYS),
            new Ridge("ridge-any", false, true, 0.001, Ridge.Issues.ANY_TIME, ALWAYS),
            new Ridge("ridge-any-plain", false, false, 0.001, Ridge.Issues.ANY_TIME, ALWAYS),
            new Boosted("boosted"));

    private Forecasters() {}

    /** {@return those that take part where nobody names any: all but trees} */
    public static List<Forecaster> usual() {
        return ALL.stream()
                .filter(forecaster -> !(forecaster instanceof Boosted))
                .toList();
    }

    /** {@return those whose mean plans rest on: they are asked every hour, and learn from every time of day} */
    public static List<Forecaster> forPlans() {
        return List.of(
                named("ridge-any"),
                named("ridge-any-plain"),
                new Ridge("ridge-any-means", true, true, 0.001, Ridge.Issues.ANY_TIME, ALWAYS),
                new Ridge("ridge-any-means-plain", true, false, 0.001, Ridge.Issues.ANY_TIME, ALWAYS));
    }

    /** {@return those that the mix weighs; trees are left to whoever asks for them, as they take long and seldom win} */
    static List<Forecaster> ofMix() {
        return ALL.stream().filter(Ridge.class::isInstance).toList();
    }

    /**
     * {@return the forecaster of that name}
     *
     * @throws BadInputException where there is none
     */
    public static Forecaster named(String id) {
        return ALL.stream()
                .filter(forecaster -> forecaster.id().equals(id))
                .findFirst()
                .orElseThrow(() -> BadInputException.of("forecast.bad.name", id, names()));
    }

    /** {@return every name, as people read lists} */
    public static String names() {
        return ALL.stream().map(Forecaster::id).collect(Collectors.joining(", "));
    }
}
