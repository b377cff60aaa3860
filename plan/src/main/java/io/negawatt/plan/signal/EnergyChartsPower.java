package io.negawatt.plan.signal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Energy-Charts of Fraunhofer ISE: public generation and load of a country by its two letters, such as {@code DE}. Wind is that
 * on land and at sea together, where the country has both; a time for which one of them is missing is a gap.
 *
 * @see <a href="https://api.energy-charts.info/">Its definition</a>
 */
record EnergyChartsPower(URI base) implements SignalSource {
    private static final Map<SignalKind, Set<String>> NAMES = Map.of(
            SignalKind.LOAD, Set.of("Load"),
            SignalKind.SOLAR, Set.of("Solar"),
            SignalKind.WIND, Set.of("Wind onshore", "Wind offshore"));

    @Override
    public String id() {
        return "energy-charts-power";
    }

    @Override
    public Set<SignalKind> kinds() {
        return NAMES.keySet();
    }

    @Override
    public boolean mayKnow(String zone) {
        return zone.matches("[A-Za-z]{2}");
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
        return new Ask(base.resolve("/public_power?country=%s&start=%s&end=%s"
                .formatted(Places.encoded(query.zone().toLowerCase(Locale.ROOT)), query.from(), query.to())));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var root = Json.parse(body);
        var times = Json.array(root, "unix_seconds");
        var step = EnergyCharts.step(times);
        var columns = columns(root, NAMES.getOrDefault(query.kind(), Set.of()), times.size());
        var points = new ArrayList<Point>();
        for (int i = 0; i < times.size(); i++) {
            int row = i;
            if (columns.stream().noneMatch(column -> column.get(row).isNull())) {
                double sum = columns.stream()
                        .mapToDouble(column -> Json.number(column.get(row), "data"))
                        .sum();
                var from = Instant.ofEpochSecond((long) Json.number(times.get(i), "unix_seconds"));
                points.add(new Point(from, step, sum, query.kind().unit(), Basis.MEASURED));
            }
        }
        return points;
    }

    private static List<JsonNode> columns(JsonNode root, Set<String> names, int rows) {
        var columns = new ArrayList<JsonNode>();
        for (var type : Json.array(root, "production_types")) {
            if (names.contains(Json.text(type, "name"))) {
                columns.add(Json.array(type, "data"));
            }
        }
        if (columns.isEmpty() || columns.stream().anyMatch(column -> column.size() != rows)) {
            throw new BadAnswerException("signal.gap.field", "production_types");
        }
        return columns;
    }
}
