package io.negawatt.plan.signal;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The market information system of New York's system operator: prices of its load zones, such as {@code N.Y.C.}, as CSV, a file
 * a day of the clock in New York. Real-time prices are those of the dispatch every five minutes and are named by their end,
 * day-ahead prices by their start. It keeps such a file for about the last ten days; older ones lie in archives, which are not
 * opened here, so that older days are gaps.
 *
 * @see <a href="http://mis.nyiso.com/public/">Its lists of files, P-24A and P-2A</a>
 */
record Nyiso(URI base) implements SignalSource {
    private static final ZoneId CLOCK = ZoneId.of("America/New_York");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MM/dd/yyyy HH:mm[:ss]");
    private static final Set<String> ZONES = Set.of(
            "CAPITL", "CENTRL", "DUNWOD", "GENESE", "HUD VL", "LONGIL", "MHK VL", "MILLWD", "N.Y.C.", "NORTH", "WEST");
    private static final String PRICE = "LBMP ($/MWHr)";
    private static final String UNIT = "USD/MWh";

    /**
     * A file of a day.
     *
     * @param endsAtStamp whether its times are those at which a step ends
     */
    private record Table(String path, Duration step, boolean endsAtStamp) {}

    private static final Map<SignalKind, Table> TABLES = Map.of(
            SignalKind.PRICE_REAL_TIME, new Table("realtime/%srealtime_zone.csv", Duration.ofMinutes(5), true),
            SignalKind.PRICE_DAY_AHEAD, new Table("damlbmp/%sdamlbmp_zone.csv", Duration.ofHours(1), false));

    @Override
    public String id() {
        return "nyiso";
    }

    @Override
    public Set<SignalKind> kinds() {
        return TABLES.keySet();
    }

    @Override
    public boolean mayKnow(String zone) {
        return ZONES.contains(zone);
    }

    @Override
    public Instant answersUntil(Instant from) {
        return Places.nextDay(from, CLOCK);
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    @Override
    public Ask ask(Query query, String key) {
        String day = DAY.format(query.from().atZone(CLOCK).toLocalDate());
        return new Ask(base.resolve("/public/csv/" + table(query).path.formatted(day)));
    }

    @Override
    public List<Point> read(Query query, String body) {
        var table = table(query);
        // A step that the clock makes ambiguous is told apart by the order of the rows of one zone.
        var times = new TimeReader(Optional.empty(), Optional.of(CLOCK));
        var points = new ArrayList<Point>();
        for (var row : Csv.rows(body, "Time Stamp", "Name", PRICE)) {
            String price = row.getField(PRICE);
            if (row.getField("Name").equals(query.zone())) {
                var stamp = time(times, row.getField("Time Stamp"));
                var from = table.endsAtStamp ? stamp.minus(table.step) : stamp;
                if (!price.isBlank()) {
                    points.add(new Point(from, table.step, Csv.number(price, PRICE), UNIT, Basis.MEASURED));
                }
            }
        }
        return points;
    }

    private static Table table(Query query) {
        return Optional.ofNullable(TABLES.get(query.kind())).orElseThrow();
    }

    private static Instant time(TimeReader times, String stamp) {
        try {
            return switch (times.read(LocalDateTime.parse(stamp, STAMP).toString())) {
                case TimeReader.Read.At at -> at.instant();
                case TimeReader.Read.No _ -> throw new BadAnswerException("signal.gap.time", stamp);
            };
        } catch (DateTimeException e) {
            throw new BadAnswerException("signal.gap.time", stamp);
        }
    }
}
