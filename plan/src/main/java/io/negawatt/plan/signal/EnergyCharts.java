package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Energy-Charts of Fraunhofer ISE: day-ahead prices of a bidding zone such as {@code DE-LU}, by the hour and, since they are
 * traded so, by the quarter of an hour.
 *
 * @see <a href="https://api.energy-charts.info/">Its definition</a>
 */
record EnergyCharts(URI base) implements SignalSource {
    private static final Duration LONGEST_STEP = Duration.ofHours(1);

    @Override
    public String id() {
        return "energy-charts";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.PRICE_DAY_AHEAD);
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(31));
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Ask ask(Query query, String key) {
        return new Ask(base.resolve(
                "/price?bzn=%s&start=%s&end=%s".formatted(Places.encoded(query.zone()), query.from(), query.to())));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var root = Json.parse(body);
        var times = Json.array(root, "unix_seconds");
        var prices = Json.array(root, "price");
        if (times.size() != prices.size()) {
            throw new BadAnswerException("signal.gap.field", "price");
        }
        String unit = Prices.unit(root.path("unit").asString(""));
        var step = step(times);
        var points = new ArrayList<Point>();
        for (int i = 0; i < times.size(); i++) {
            if (!prices.get(i).isNull()) {
                var from = Instant.ofEpochSecond((long) Json.number(times.get(i), "unix_seconds"));
                points.add(new Point(from, step, Json.number(prices.get(i), "price"), unit, Basis.MEASURED));
            }
        }
        return points;
    }

    /** The least distance of two times, since hours may be missing but none is added. */
    static Duration step(JsonNode times) {
        var step = LONGEST_STEP;
        for (int i = 1; i < times.size(); i++) {
            long seconds =
                    (long) (Json.number(times.get(i), "unix_seconds") - Json.number(times.get(i - 1), "unix_seconds"));
            if (seconds > 0 && seconds < step.toSeconds()) {
                step = Duration.ofSeconds(seconds);
            }
        }
        return step;
    }
}
