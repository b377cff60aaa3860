package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Open-Meteo: the weather of a place by the hour, given as {@code latitude,longitude}, what was forecast included.
 *
 * @see <a href="https://open-meteo.com/en/docs">Its documents</a>
 */
record OpenMeteo(URI base) implements SignalSource {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<SignalKind, String> NAMES = Map.of(
            SignalKind.TEMPERATURE, "temperature_2m",
            SignalKind.IRRADIANCE, "shortwave_radiation",
            SignalKind.WIND_SPEED, "wind_speed_10m");

    @Override
    public String id() {
        return "open-meteo";
    }

    @Override
    public Set<SignalKind> kinds() {
        return NAMES.keySet();
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(90));
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(200);
    }

    @Override
    public Ask ask(Query query, String key) {
        var place = Places.of(query.zone());
        var first = query.from().atOffset(ZoneOffset.UTC).toLocalDate();
        var last = query.to().plus(HOUR).minusNanos(1).atOffset(ZoneOffset.UTC).toLocalDate();
        return new Ask(base.resolve(
                "/v1/forecast?latitude=%s&longitude=%s&hourly=%s&wind_speed_unit=ms&timezone=UTC&start_date=%s&end_date=%s"
                        .formatted(place.latitude(), place.longitude(), NAMES.get(query.kind()), first, last)));
    }

    @Override
    public List<Point> read(Query query, String body) {
        String name = NAMES.getOrDefault(query.kind(), "");
        var root = Json.parse(body);
        String unit = Json.text(root.path("hourly_units"), name);
        if (!unit.equals(query.kind().unit())) {
            throw new BadAnswerException("signal.gap.unit", unit, query.kind().unit());
        }
        var times = Json.array(root.path("hourly"), "time");
        var values = Json.array(root.path("hourly"), name);
        if (times.size() != values.size()) {
            throw new BadAnswerException("signal.gap.field", name);
        }
        var points = new ArrayList<Point>();
        for (int i = 0; i < times.size(); i++) {
            if (!values.get(i).isNull()) {
                var from = start(query.kind(), Json.time(times.get(i).asString() + "Z"));
                points.add(new Point(
                        from,
                        HOUR,
                        Json.number(values.get(i), name),
                        query.kind().unit(),
                        Basis.FORECAST));
            }
        }
        return points;
    }

    /** Radiation is the mean of the hour that ends at its time; the others are of that moment. */
    private static Instant start(SignalKind kind, Instant time) {
        return kind == SignalKind.IRRADIANCE ? time.minus(HOUR) : time;
    }
}
