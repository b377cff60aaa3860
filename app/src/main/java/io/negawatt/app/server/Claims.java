package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What jobs claim of the power of nodes. */
final class Claims {
    private Claims() {}

    /** A component of a node. */
    private record Part(String node, String component) {
        static Part of(Draw draw) {
            return new Part(draw.label(Names.NODE), draw.label(Names.COMPONENT));
        }
    }

    /** {@return the nodes that the draws are of} */
    static Set<String> nodes(List<Draw> draws) {
        return draws.stream().map(it -> it.label(Names.NODE)).collect(Collectors.toSet());
    }

    /** {@return the claims of nodes without a meter, which are all that is known of these} */
    static List<Draw> unmetered(List<Draw> claims, List<Draw> meters) {
        var metered = nodes(meters);
        return claims.stream()
                .filter(it -> !it.label(Names.NODE).isEmpty() && !metered.contains(it.label(Names.NODE)))
                .toList();
    }

    /**
     * {@return the claims without what two have of one joule: a run is within a part of its host that the host's agent tells apart,
     * so that the parts give up what the runs claim, each in proportion}
     */
    static List<Draw> apart(List<Draw> claims) {
        var runs = sums(claims, true);
        var units = sums(claims, false);
        return claims.stream()
                .map(it -> isOfRun(it)
                                || !units.containsKey(Part.of(it))
                                || it.label(Names.UNIT).isEmpty()
                        ? it
                        : less(it, runs, units))
                .toList();
    }

    private static Draw less(Draw unit, Map<Part, Double> runs, Map<Part, Double> units) {
        double all = units.getOrDefault(Part.of(unit), 0.0);
        double left = Math.max(0, all - runs.getOrDefault(Part.of(unit), 0.0));
        return new Draw(unit.series(), all > 0 ? unit.watts() * left / all : 0, unit.atMs());
    }

    private static Map<Part, Double> sums(List<Draw> claims, boolean ofRuns) {
        var sums = new HashMap<Part, Double>();
        claims.stream()
                .filter(it -> !it.label(Names.NODE).isEmpty() && isOfRun(it) == ofRuns)
                .filter(it -> ofRuns || !it.label(Names.UNIT).isEmpty())
                .forEach(it -> sums.merge(Part.of(it), it.watts(), Double::sum));
        return sums;
    }

    private static boolean isOfRun(Draw claim) {
        return !claim.label(Names.RUN).isEmpty();
    }
}
