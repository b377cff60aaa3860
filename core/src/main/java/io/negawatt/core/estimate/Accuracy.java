package io.negawatt.core.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How good estimates of inference are, each row predicted by a model that saw nothing of its group.
 *
 * <p>Errors are absolute percentages of the metered figure.
 */
public final class Accuracy {
    private static final int WORST = 20;
    private static final double SHORTEST_CURVE = 3;

    private final List<Observation> rows;
    private final TreeMap<Splits, List<CrossValidation.Held>> held = new TreeMap<>();

    /**
     * Errors of some rows.
     *
     * @param id which rows, such as {@code model.text.energy}
     * @param rows how many
     * @param median median error, in percent
     * @param p90 error that nine in ten stay below, in percent
     */
    public record Line(String id, int rows, double median, double p90) {}

    /**
     * What choosing by the estimate costs.
     *
     * @param wishMs wish for the mean time per output token
     * @param groups models on a device with a task, among whose deployments was chosen
     * @param overPercent mean energy over that of the best choice in hindsight, in percent
     * @param violations groups whose choice did not keep the wish
     */
    public record Choice(double wishMs, int groups, double overPercent, int violations) {}

    /**
     * Share of held-out rows inside their 90 % interval.
     *
     * @param id which rows
     * @param share share inside, in percent
     * @param lowestModel model with the smallest share
     * @param lowest its share, in percent
     */
    public record Coverage(String id, double share, String lowestModel, double lowest) {}

    /** A row that is missed by far. */
    public record Miss(String modelId, String deployment, double batch, double metered, double estimated) {
        /** {@return the error with its sign, in percent} */
        public double percent() {
            return (estimated / metered - 1) * 100;
        }
    }

    Accuracy(List<Observation> rows) {
        this.rows = rows;
        for (var split : Splits.values()) {
            held.put(split, split.run(rows));
        }
    }

    /** {@return energy and time by split} */
    public List<Line> lines() {
        var lines = new ArrayList<Line>();
        lines.add(energy("model.text", Splits.MODEL, Accuracy::text));
        lines.add(energy("family.text", Splits.FAMILY, Accuracy::text));
        lines.add(energy("task.text", Splits.TASK, Accuracy::text));
        lines.add(energy("device.h100", Splits.DEVICE, h -> text(h) && on("h100-sxm", h)));
        lines.add(energy("device.b200", Splits.DEVICE, h -> text(h) && on("b200-sxm", h)));
        lines.add(line("model.time", select(Splits.MODEL, Accuracy::text), CrossValidation.Held::tokenLog));
        lines.add(measured(1));
        lines.add(measured(2));
        lines.add(energy("model.media", Splits.MODEL, h -> !text(h)));
        return List.copyOf(lines);
    }

    /** {@return what choosing a deployment under a wish costs} */
    public List<Choice> choices() {
        return List.of(choice(100), choice(50));
    }

    /** {@return how many rows their intervals hold, for text and for media} */
    public List<Coverage> coverage() {
        return List.of(coverage("text", Accuracy::text), coverage("media", h -> !text(h)));
    }

    /** {@return the text rows whose energy is missed most with their model left out} */
    public List<Miss> worst() {
        return select(Splits.MODEL, Accuracy::text).stream()
                .sorted(Comparator.comparingDouble((CrossValidation.Held h) -> -Math.abs(h.energyLog())))
                .limit(WORST)
                .map(h -> new Miss(
                        h.row().modelId(),
                        h.row().curve().substring(h.row().modelId().length() + 1),
                        h.row().deployment().maxSequences(),
                        h.row().joulesPerToken(),
                        h.point().joulesPerToken()))
                .toList();
    }

    private static boolean text(CrossValidation.Held held) {
        return !held.standing().media();
    }

    private static boolean on(String device, CrossValidation.Held held) {
        return held.row().deployment().device().id().equals(device);
    }

    private List<CrossValidation.Held> select(Splits split, Predicate<CrossValidation.Held> which) {
        return held.getOrDefault(split, List.of()).stream().filter(which).toList();
    }

    private Line energy(String id, Splits split, Predicate<CrossValidation.Held> which) {
        return line(id, select(split, which), CrossValidation.Held::energyLog);
    }

    private static Line line(String id, List<CrossValidation.Held> rows, Function<CrossValidation.Held, Double> log) {
        return line(id, rows.stream().map(log).toList());
    }

    static Line line(String id, List<Double> logs) {
        double[] percent = logs.stream()
                .mapToDouble(log -> Math.abs(Math.expm1(log)) * 100)
                .sorted()
                .toArray();
        return new Line(id, percent.length, quantile(percent, 0.5), quantile(percent, 0.9));
    }

    /** {@return a quantile of sorted values, between the two that enclose it} */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The points worth measuring are taken from each curve, and the others predicted. */
    private Line measured(int count) {
        var curves = select(Splits.MODEL, Accuracy::text).stream()
                .collect(Collectors.groupingBy(h -> h.row().curve(), TreeMap::new, Collectors.toList()));
        var logs = new ArrayList<Double>();
        curves.values().stream()
                .filter(curve -> curve.size() >= SHORTEST_CURVE)
                .forEach(curve -> logs.addAll(afterMeasuring(curve, count)));
        return line("measured." + count, logs);
    }

    private static List<Double> afterMeasuring(List<CrossValidation.Held> curve, int count) {
        var batches = curve.stream()
                .map(h -> h.row().deployment().maxSequences())
                .distinct()
                .toList();
        var taken = new HashSet<Double>(MeasuredPoints.worthMeasuring(batches, count));
        var metered = new ArrayList<MeasuredPoints.Metered>();
        var rest = new ArrayList<CrossValidation.Held>();
        for (var h : curve) {
            // A batch that was run twice is metered once: its twin is predicted.
            if (taken.remove(h.row().deployment().maxSequences())) {
                metered.add(MeasuredPoints.metered(
                        h.row().deployment(),
                        h.point(),
                        h.row().joulesPerToken(),
                        h.row().tokenS()));
            } else {
                rest.add(h);
            }
        }
        var points = new MeasuredPoints(metered);
        return rest.stream()
                .map(h -> h.energyLog() + points.at(h.row().deployment()).energy())
                .toList();
    }

    private Choice choice(double wishMs) {
        double wishS = wishMs * 1e-3;
        var groups = select(Splits.MODEL, Accuracy::text).stream()
                .collect(Collectors.groupingBy(Accuracy::offer, TreeMap::new, Collectors.toList()));
        double over = 0;
        int violations = 0;
        int count = 0;
        for (var group : groups.values()) {
            var best = LeastEnergy.choose(
                    group, h -> h.row().joulesPerToken(), h -> h.row().tokenS(), wishS);
            if (best.isEmpty()) {
                continue;
            }
            var chosen = chosen(group, wishS);
            over += chosen.row().joulesPerToken() / best.get().row().joulesPerToken() - 1;
            violations += chosen.row().tokenS() > wishS ? 1 : 0;
            count++;
        }
        return new Choice(wishMs, count, over / count * 100, violations);
    }

    private static String offer(CrossValidation.Held h) {
        var d = h.row().deployment();
        return h.row().modelId() + " " + d.task().id() + " " + d.device().id();
    }

    private CrossValidation.Held chosen(List<CrossValidation.Held> group, double wishS) {
        var bands = bandsWithout(group.getFirst().row().modelId());
        return LeastEnergy.choose(
                        group,
                        h -> h.point().joulesPerToken(),
                        h -> h.point().tokenS()
                                * Math.exp(bands.at(h.standing()).wish()),
                        wishS)
                .orElseGet(() -> group.stream()
                        .min(Comparator.comparingDouble(h -> h.point().tokenS()))
                        .orElseThrow());
    }

    /** Intervals of a model rest on the errors of the others alone. */
    private ErrorBands bandsWithout(String modelId) {
        return ErrorBands.of(held.values().stream()
                .flatMap(List::stream)
                .filter(h -> !h.row().modelId().equals(modelId))
                .toList());
    }

    private Coverage coverage(String id, Predicate<CrossValidation.Held> which) {
        var all = select(Splits.MODEL, which);
        var models = new TreeSet<String>();
        all.forEach(h -> models.add(h.row().modelId()));
        double inside = 0;
        var lowest = new Coverage(id, 100, "", 100);
        for (String model : models) {
            var bands = bandsWithout(model);
            var own = all.stream().filter(h -> h.row().modelId().equals(model)).toList();
            double count = own.stream().filter(h -> inside(h, bands)).count();
            inside += count;
            double share = count / own.size() * 100;
            lowest = share < lowest.lowest ? new Coverage(id, 0, model, share) : lowest;
        }
        return new Coverage(id, inside / all.size() * 100, lowest.lowestModel, lowest.lowest);
    }

    private static boolean inside(CrossValidation.Held h, ErrorBands bands) {
        return Math.abs(h.energyLog()) <= bands.at(h.standing()).energy();
    }

    /** {@return number of metered rows} */
    public int rows() {
        return rows.size();
    }
}
