package io.negawatt.core.estimate;

import io.negawatt.core.units.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the last of a training's quality costs: the share of its epochs between {@value #SHARE_OF_BEST} of the best that it reached and
 * the best itself. A training that stops there saves that share and gives up the last hundredths.
 *
 * <p>From trainings of five networks with many batch sizes and seeds, whose epochs to each target are known (J. You et al.,
 * "Zeus", NSDI 2023). An error rate in percent counts as its complement.
 *
 * @param data what it was taken from
 * @param epochs median share, with the range that holds nine in ten trainings
 */
public record LateGain(DataIdentity data, Interval epochs) {
    static final String FILE = "summary_train.csv";
    /** Part of the best quality at which a training could have stopped. */
    public static final double SHARE_OF_BEST = 0.98;

    private static final double PERCENT = 100;
    private static final double LOW = 0.05;
    private static final double HIGH = 0.95;

    /** A target that a training reached, at least 0, and after how many epochs. */
    record Reached(double quality, double epochs) {}

    /** {@return the share that ships with the program} */
    public static LateGain shipped() {
        return CalibrationFile.shipped().lateGain();
    }

    static LateGain of(Path folder) {
        var rows = CaseFile.read(folder.resolve(FILE)).rows();
        double[] shares = trainings(rows).values().stream()
                .map(LateGain::share)
                .flatMapToDouble(OptionalDouble::stream)
                .sorted()
                .toArray();
        return new LateGain(
                DataIdentity.of(folder.resolve(FILE), shares.length),
                new Interval(
                        Accuracy.quantile(shares, LOW),
                        Accuracy.quantile(shares, 0.5),
                        Accuracy.quantile(shares, HIGH)));
    }

    private static Map<String, List<Reached>> trainings(List<CaseRow> rows) {
        var trainings = new TreeMap<String, List<Reached>>();
        for (var row : rows) {
            if (row.needed("target_epoch").equals("nan")) {
                continue;
            }
            double target = row.neededPositive("target_metric");
            var reached =
                    new Reached(target > 1 ? (PERCENT - target) / PERCENT : target, row.neededPositive("target_epoch"));
            trainings.computeIfAbsent(training(row), name -> new ArrayList<>()).add(reached);
        }
        return trainings;
    }

    private static String training(CaseRow row) {
        return String.join(
                " ",
                row.needed("network"),
                row.needed("batch_size"),
                row.needed("optimizer"),
                row.needed("learning_rate"),
                row.needed("run"));
    }

    /** {@return the share of the epochs that came after most of the best; empty for one that reached fewer than two targets} */
    static OptionalDouble share(List<Reached> training) {
        var best = training.getLast();
        double enough = SHARE_OF_BEST * best.quality;
        for (int i = training.size() - 2; i >= 0; i--) {
            var below = training.get(i);
            if (below.quality <= enough) {
                var above = training.get(i + 1);
                double part = (enough - below.quality) / (above.quality - below.quality);
                double epochs = below.epochs + part * (above.epochs - below.epochs);
                return OptionalDouble.of(1 - epochs / best.epochs);
            }
        }
        return OptionalDouble.empty();
    }
}
