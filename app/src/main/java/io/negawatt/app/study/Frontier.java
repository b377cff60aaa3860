package io.negawatt.app.study;

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
}
