package io.negawatt.core.estimate;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What the rows of a calibration covered.
 *
 * @param devices ids of devices
 * @param tasks ids of tasks
 * @param models ids of shapes
 * @param families their families
 * @param precisions ids of precisions, each with the kind of blocks that it was metered on
 * @param activeB least and most active parameters, in billions
 * @param sequences least and most configured sequences
 */
record Support(
        TreeSet<String> devices,
        TreeSet<String> tasks,
        TreeSet<String> models,
        TreeSet<String> families,
        TreeSet<String> precisions,
        Range activeB,
        Range sequences) {

    /** How far beyond the metered range a figure still counts as inside. */
    private static final double MARGIN = 1.5;

    /** Ends of what was metered. */
    record Range(double least, double most) {
        boolean holds(double value) {
            return value >= least / MARGIN && value <= most * MARGIN;
        }
    }

    static Support of(List<Observation> rows) {
        return new Support(
                set(rows, d -> d.device().id()),
                set(rows, d -> d.task().id()),
                set(rows, d -> d.model().id()),
                set(rows, d -> d.model().family()),
                set(rows, Support::precision),
                range(rows, d -> d.model().activeB()),
                range(rows, Deployment::maxSequences));
    }

    private Kinship kinship(Deployment d) {
        if (d.known() && models.contains(d.model().id())) {
            return Kinship.MODEL;
        }
        return d.known() && families.contains(d.model().family()) ? Kinship.FAMILY : Kinship.NONE;
    }

    /** {@return where a case stands among what was metered} */
    Standing standing(Deployment d) {
        boolean untried = !precisions.contains(precision(d));
        return new Standing(kinship(d), d.task().hasMedia(), holds(d), untried);
    }

    private boolean holds(Deployment d) {
        return devices.contains(d.device().id())
                && tasks.contains(d.task().id())
                && precisions.contains(precision(d))
                && activeB.holds(d.model().activeB())
                && sequences.holds(d.maxSequences());
    }

    /** {@return whether the residual may speak: it helps among what was metered and misleads on a new device or task} */
    boolean mayCorrect(Deployment d) {
        return !d.task().hasMedia()
                && devices.contains(d.device().id())
                && tasks.contains(d.task().id());
    }

    private static String precision(Deployment d) {
        return d.precision().id() + " " + d.model().kindOfBlocks().id();
    }

    private static TreeSet<String> set(List<Observation> rows, Function<Deployment, String> part) {
        var set = new TreeSet<String>();
        rows.forEach(row -> set.add(part.apply(row.deployment())));
        return set;
    }

    private static Range range(List<Observation> rows, ToDoubleFunction<Deployment> part) {
        var values =
                rows.stream().map(Observation::deployment).mapToDouble(part).summaryStatistics();
        return new Range(values.getMin(), values.getMax());
    }
}
