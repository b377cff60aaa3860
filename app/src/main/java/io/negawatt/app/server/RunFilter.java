package io.negawatt.app.server;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The runs that a caller asks for and may see. */
final class RunFilter {
    private static final List<String> SORTS = List.of("from", "name", "elapsed_s", "energy_j", "cost", "location_g");

    private RunFilter() {}

    /** {@return the runs in the order that was asked for, the newest first where nobody asked} */
    static List<RunFacts> of(RunShelf shelf, Call call) throws IOException {
        var from = call.time("from");
        var to = call.time("to");
        var tenant = call.tenant();
        var job = call.text("job");
        var q = call.text("q").map(it -> it.toLowerCase(Locale.ROOT));
        var status =
                call.text("status").map(_ -> call.choice("status", "", List.of("live", "complete", "interrupted")));
        return shelf.all().stream()
                .filter(it -> tenant.isEmpty() || tenant.equals(it.tenant()))
                .filter(it -> inside(it.from(), from, to))
                .filter(it -> job.isEmpty() || job.equals(it.job()) || job.get().equals(it.name()))
                .filter(it -> status.isEmpty() || status.get().equals(it.status()))
                .filter(it -> q.isEmpty() || has(it, q.get()))
                .sorted(order(call))
                .toList();
    }

    static boolean inside(Instant at, Optional<Instant> from, Optional<Instant> to) {
        return from.map(it -> !at.isBefore(it)).orElse(true)
                && to.map(at::isBefore).orElse(true);
    }

    private static boolean has(RunFacts run, String q) {
        return List.of(run.name(), run.id(), run.host()).stream()
                .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains(q));
    }

    private static Comparator<RunFacts> order(Call call) {
        String sort = call.text("sort").orElse("-from");
        boolean down = sort.startsWith("-");
        String column = down ? sort.substring(1) : sort;
        if (!SORTS.contains(column)) {
            throw Problem.of(400, "bad.parameter.choice", "sort", sort, String.join(", ", SORTS));
        }
        var order = column(column);
        return (down ? order.reversed() : order).thenComparing(RunFacts::id);
    }

    private static Comparator<RunFacts> column(String column) {
        Function<RunFacts, Double> number = switch (column) {
            case "elapsed_s" -> RunFacts::elapsedS;
            case "energy_j" -> it -> it.totalJ().mid();
            case "cost" -> it -> it.cost().map(cost -> cost.amount().mid()).orElse(Double.NEGATIVE_INFINITY);
            case "location_g" -> it -> it.locationG().mid();
            default -> _ -> 0.0;
        };
        return switch (column) {
            case "from" -> Comparator.comparing(RunFacts::from);
            case "name" -> Comparator.comparing(RunFacts::name);
            default -> Comparator.comparing(number);
        };
    }
}
