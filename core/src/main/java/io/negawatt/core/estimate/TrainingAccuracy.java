package io.negawatt.core.estimate;

import io.negawatt.core.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How good estimates of training are, each run predicted without itself. */
public final class TrainingAccuracy {
    private final Calibrator calibrator;
    private final Catalog catalog;

    /**
     * Runs of one benchmark.
     *
     * @param name benchmark, meter and size
     * @param runs how many
     * @param leastPercent lowest error of the energy, with its sign
     * @param mostPercent highest
     */
    public record Range(String name, int runs, double leastPercent, double mostPercent) {}

    /** A published run: name, and how far its chip-hours are missed, with the sign. */
    public record Published(String name, double percent) {}

    TrainingAccuracy(Calibrator calibrator, Catalog catalog) {
        this.calibrator = calibrator;
        this.catalog = catalog;
    }

    /** {@return energy of metered runs whose run time is known} */
    public List<Range> givenTime() {
        var runs = calibrator.metered();
        var logs = Calibrator.powerLogs(runs);
        var percents = new TreeMap<String, List<Double>>();
        for (int i = 0; i < runs.size(); i++) {
            percents.computeIfAbsent(runs.get(i).benchmark(), name -> new ArrayList<>())
                    .add(Math.expm1(logs.get(i)) * 100);
        }
        return ranges(percents);
    }

    /** {@return energy of metered runs of which only the configuration is known, where their tokens are} */
    public List<Range> fromConfiguration() {
        var estimator = TrainingEstimator.of(calibrator.training(), catalog);
        var percents = new TreeMap<String, List<Double>>();
        calibrator.metered().stream()
                .filter(metered -> metered.run().tokensB().isPresent())
                .forEach(metered -> {
                    double kwh =
                            metered.wattsPerChip() * metered.run().chipHours().orElseThrow() / 1000;
                    double estimated = estimator
                            .estimate(metered.run().withoutHours())
                            .energyKwh()
                            .mid();
                    percents.computeIfAbsent(metered.benchmark(), name -> new ArrayList<>())
                            .add((estimated / kwh - 1) * 100);
                });
        return ranges(percents);
    }

    /** {@return chip-hours of published runs, each left out of its own prediction} */
    public List<Published> published() {
        var runs = calibrator.published();
        var logs = Calibrator.hoursLogs(runs);
        var published = new ArrayList<Published>();
        for (int i = 0; i < runs.size(); i++) {
            published.add(new Published(runs.get(i).name(), Math.expm1(logs.get(i)) * 100));
        }
        return List.copyOf(published);
    }

    /** {@return the median and the 90 % quantile of those errors} */
    public Accuracy.Line publishedLine() {
        return Accuracy.line("published", Calibrator.hoursLogs(calibrator.published()));
    }

    private static List<Range> ranges(Map<String, List<Double>> percents) {
        return percents.entrySet().stream()
                .map(entry -> {
                    var all = entry.getValue().stream().mapToDouble(v -> v).summaryStatistics();
                    return new Range(entry.getKey(), (int) all.getCount(), all.getMin(), all.getMax());
                })
                .toList();
    }
}
