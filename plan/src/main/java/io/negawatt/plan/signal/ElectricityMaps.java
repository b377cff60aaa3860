package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Electricity Maps, version 3: average carbon of consumption by the hour, life-cycle.
 *
 * @see <a href="https://portal.electricitymaps.com/docs/api">Its documents</a>
 */
record ElectricityMaps(URI base) implements SignalSource {
    private static final Duration HOUR = Duration.ofHours(1);

    @Override
    public String id() {
        return "electricity-maps";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.CARBON_AVERAGE);
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(10));
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(600);
    }

    @Override
    public Ask ask(Query query, String key) {
        var address = base.resolve("/v3/carbon-intensity/past-range?zone=%s&start=%s&end=%s"
                .formatted(Places.encoded(query.zone()), query.from(), query.to()));
        return new Ask(address, "", Map.of("auth-token", key));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var points = new ArrayList<Point>();
        for (var row : Json.array(Json.parse(body), "data")) {
            var value = row.path("carbonIntensity");
            if (!value.isNull() && !value.isMissingNode()) {
                var basis = row.path("isEstimated").asBoolean(false) ? Basis.ESTIMATED : Basis.MEASURED;
                points.add(new Point(
                        Json.time(Json.text(row, "datetime")),
                        HOUR,
                        Json.number(value, "carbonIntensity"),
                        query.kind().unit(),
                        basis));
            }
        }
        return points;
    }
}
