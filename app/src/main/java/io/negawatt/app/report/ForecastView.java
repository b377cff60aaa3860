package io.negawatt.app.report;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Driver;
import io.negawatt.plan.forecast.Quantiles;
import java.time.Instant;
import java.util.List;

/**
 * A back-test and the forecaster that is shown of it.
 *
 * @param column name of the series
 * @param unit its unit; empty where none is known
 */
public record ForecastView(Backtest test, Backtest.Result chosen, String column, String unit) {

    /** {@return the issues that count, of the forecaster that is shown} */
    public List<Quantiles> scored() {
        return chosen.issues().stream()
                .filter(issue -> issue.issued() >= test.firstScored())
                .toList();
    }

    /** {@return its last issue} */
    public Quantiles last() {
        return chosen.issues().getLast();
    }

    /** {@return the step of the series that is forecast as the {@code step}th of an issue} */
    public int target(Quantiles issue, int step) {
        return issue.issued() + test.reach().lead() + step;
    }

    /** {@return when a step of the series begins} */
    public Instant time(int index) {
        return test.source().target().timeOf(index);
    }

    /** {@return whether it is known what happened at a step} */
    public boolean isKnown(int index) {
        return test.source().target().isKnown(index);
    }

    /** {@return what happened at a step} */
    public double actual(int index) {
        return test.source().target().value(index);
    }

    /** {@return what drove a forecast, in words; a column keeps its name} */
    public static String cause(Driver driver, Lang lang) {
        String key = "forecast.driver." + driver.cause();
        var texts = Texts.of(lang);
        return texts.keys().contains(key) ? texts.get(key) : driver.cause();
    }
}
