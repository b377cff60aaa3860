package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Forecasters;
import java.util.List;

/** What {@code --forecast} of {@code plan jobs} names. */
final class PlanForecasts {
    static final String PERFECT = "perfect";
    private static final String BEST = "best";

    private PlanForecasts() {}

    static boolean isPerfect(String name) {
        return name.equals(PERFECT);
    }

    /** {@return the forecasters whose mean is taken} */
    static List<Forecaster> of(String name) {
        return switch (name) {
            case BEST -> Forecasters.forPlans();
            case "yesterday", "last-week" -> List.of(Forecasters.named(name));
            default ->
                throw BadInputException.of(
                        "cli.error.choice",
                        "--forecast",
                        name,
                        String.join(", ", PERFECT, "yesterday", "last-week", BEST));
        };
    }
}
