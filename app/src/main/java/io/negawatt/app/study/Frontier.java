package io.negawatt.app.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which curves of loss against energy are, somewhere, the lowest. */
final class Frontier {
    private Frontier() {}

    /** {@return whether some point of curve {@code own} has a lower loss than all other curves had come to by that energy} */
    static boolean holds(List<List<ShapeResult.Point>> curves, int own) {
        return curves.get(own).stream()
                .anyMatch(point -> curves.stream()
                        .filter(curve -> curve != curves.get(own))
                        .flatMap(List::stream)
                        .noneMatch(other -> other.joules() <= point.joules() && other.loss() <= point.loss()));
    }

    /** A point with a lower loss than any shape had come to by that energy. */
    record Lead(ShapeResult shape, ShapeResult.Point point) {}

    /** {@return the points of the frontier, from little energy to much; their losses fall} */
    static List<Lead> leads(List<ShapeResult> shapes) {
        var all = shapes.stream()
                .flatMap(shape -> shape.curve().stream().map(point -> new Lead(shape, point)))
                .sorted(Comparator.<Lead>comparingDouble(lead -> lead.point.joules())
                        .thenComparingDouble(lead -> lead.point.loss()))
                .toList();
        var leads = new ArrayList<Lead>();
        for (var each : all) {
            if (leads.isEmpty() || each.point.loss() < leads.getLast().point.loss()) {
                leads.add(each);
            }
        }
        return List.copyOf(leads);
    }
}
