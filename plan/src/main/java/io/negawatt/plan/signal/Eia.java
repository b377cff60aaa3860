package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The grid monitor of the U.S. Energy Information Administration, version 2 of its interface: load and generation from sun
 * and wind of a balancing authority such as {@code CISO} by the hour. Its hours are named by their end, in UTC.
 *
 * @see <a href="https://www.eia.gov/opendata/documentation.php">Its documents</a>
 */
record Eia(URI base) implements SignalSource {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DateTimeFormatter PERIOD =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final Map<SignalKind, String> TABLES = Map.of(
            SignalKind.LOAD, "region-data/data/?facets%5Btype%5D%5B%5D=D",
            SignalKind.SOLAR, "fuel-type-data/data/?facets%5Bfueltype%5D%5B%5D=SUN",
            SignalKind.WIND, "fuel-type-data/data/?facets%5Bfueltype%5D%5B%5D=WND");

    @Override
    public String id() {
        return "eia";
    }

    @Override
    public Set<SignalKind> kinds() {
        return TABLES.keySet();
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    /** It answers 5,000 rows at once. */
    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(200));
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(250);
    }

    @Override
    public Ask ask(Query query, String key) {
        var address = base.resolve(("/v2/electricity/rto/%s&frequency=hourly&data%%5B0%%5D=value"
                        + "&facets%%5Brespondent%%5D%%5B%%5D=%s&start=%s&end=%s&length=5000")
                .formatted(
                        TABLES.get(query.kind()),
                        Places.encoded(query.zone()),
                        PERIOD.format(query.from().plus(HOUR)),
                        PERIOD.format(query.to())));
        return new Ask(address, "api_key=" + Places.encoded(key), Map.of());
    }

    @Override
    public List<Point> read(Query query, String body) {
        var points = new ArrayList<Point>();
        for (var row : Json.array(Json.parse(body).path("response"), "data")) {
            var value = row.path("value");
            if (!value.isNull() && !value.isMissingNode()) {
                String units = row.path("value-units").asString("megawatthours");
                if (!units.equals("megawatthours")) {
                    throw new BadAnswerException("signal.gap.unit", units, "megawatthours");
                }
                points.add(new Point(
                        start(Json.text(row, "period")),
                        HOUR,
                        Json.number(value, "value"),
                        query.kind().unit(),
                        Basis.MEASURED));
            }
        }
        return points;
    }

    private static Instant start(String period) {
        return Json.time(period + ":00:00Z").minus(HOUR);
    }
}
