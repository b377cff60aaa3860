package io.negawatt.plan.forecast;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * What moved a forecast, and how far.
 *
 * @param cause one of the words {@code forecast.driver.…} of the message files, or the name of a column
 * @param effect mean change over the steps that are forecast, in the unit of the series
 */
public record Driver(String cause, double effect) {

    static List<Driver> sorted(Map<String, Double> effects) {
        return effects.entrySet().stream()
                .map(entry -> new Driver(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble((Driver driver) -> -Math.abs(driver.effect()))
                        .thenComparing(Driver::cause))
                .toList();
    }
}
