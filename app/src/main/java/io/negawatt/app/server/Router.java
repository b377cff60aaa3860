package io.negawatt.app.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the operation of a request. A fixed segment goes before a {@code {name}} at the same place. */
final class Router {
    private static final int MOST_SEGMENTS = 8;

    private final Map<String, List<Route>> byMethod = new LinkedHashMap<>();

    private record Route(List<String> segments, Operation operation) {
        private long names() {
            return segments.stream().filter(Router::isName).count();
        }
    }

    /** An operation and what its path says. */
    record Match(Operation operation, Map<String, String> path) {}

    Router(List<Operation> operations) {
        operations.forEach(it ->
                byMethod.computeIfAbsent(it.method(), _ -> new ArrayList<>()).add(new Route(segments(it.path()), it)));
        byMethod.values().forEach(routes -> routes.sort(java.util.Comparator.comparingLong(Route::names)));
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", MOST_SEGMENTS));
    }

    /** {@return the operation; a problem where the path has others only; empty where it has none} */
    Optional<Match> find(String method, String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        var segments = segments(path);
        var match = match(method, segments);
        if (match.isEmpty()) {
            var others = byMethod.keySet().stream()
                    .filter(it -> match(it, segments).isPresent())
                    .collect(Collectors.joining(", "));
            if (!others.isEmpty()) {
                throw Problem.of(405, "method", method, path, others).with("Allow", others);
            }
        }
        return match;
    }

    private Optional<Match> match(String method, List<String> segments) {
        return byMethod.getOrDefault(method, List.of()).stream()
                .flatMap(route -> match(route, segments).stream())
                .findFirst();
    }

    private static Optional<Match> match(Route route, List<String> segments) {
        if (route.segments().size() != segments.size()) {
            return Optional.empty();
        }
        var path = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            String wanted = route.segments().get(i);
            if (isName(wanted)) {
                path.put(wanted.substring(1, wanted.length() - 1), segments.get(i));
            } else if (!wanted.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Match(route.operation(), path));
    }
}
