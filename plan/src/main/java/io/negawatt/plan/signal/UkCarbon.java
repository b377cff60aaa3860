package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Carbon Intensity API of Great Britain's system operator: half hours, measured where it is known and forecast after that.
 *
 * @see <a href="https://carbon-intensity.github.io/api-definitions/">Its definition</a>
 */
record UkCarbon(URI base) implements SignalSource {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "uk-carbon";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.CARBON_AVERAGE);
    }

    @Override
    public boolean mayKnow(String zone) {
        return zone.startsWith("GB");
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(14));
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public Ask ask(Query query, String key) {
        // The answer begins with the half hour that ends at the first of the two times.
        var from = query.from().plusSeconds(60);
        return new Ask(base.resolve("/intensity/" + TIME.format(from) + "/" + TIME.format(query.to())));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var points = new ArrayList<Point>();
        for (var row : Json.array(Json.parse(body), "data")) {
            var from = Json.time(Json.text(row, "from"));
            var intensity = row.path("intensity");
            var actual = intensity.path("actual");
            var forecast = intensity.path("forecast");
            if (actual.isNumber()) {
                points.add(new Point(
                        from, HALF_HOUR, actual.asDouble(), query.kind().unit(), Basis.MEASURED));
            } else if (forecast.isNumber()) {
                points.add(new Point(
                        from, HALF_HOUR, forecast.asDouble(), query.kind().unit(), Basis.FORECAST));
            }
        }
        return points;
    }
}
