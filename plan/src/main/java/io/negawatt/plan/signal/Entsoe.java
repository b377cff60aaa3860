package io.negawatt.plan.signal;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.w3c.dom.Element;

/**
 * The transparency platform of ENTSO-E: day-ahead prices (document A44), load (A65) and generation from sun and wind (A75) of a
 * bidding zone by its EIC code. Wind is that on land and at sea together, where the answer has both. A position that a curve of
 * type A03 leaves out repeats the one before it; in a curve of type A01 it is missing.
 *
 * @see <a href="https://transparencyplatform.zendesk.com/hc/en-us/articles/15692855254548">Its documents</a>
 */
record Entsoe(URI base) implements SignalSource {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);
    private static final String MEGAWATT = "MAW";
    private static final String GENERATION = "documentType=A75&processType=A16&in_Domain=ZONE";
    private static final Map<SignalKind, String> DOCUMENTS = Map.of(
            SignalKind.PRICE_DAY_AHEAD,
            "documentType=A44&in_Domain=ZONE&out_Domain=ZONE",
            SignalKind.LOAD,
            "documentType=A65&processType=A16&outBiddingZone_Domain=ZONE",
            SignalKind.SOLAR,
            GENERATION,
            SignalKind.WIND,
            GENERATION);

    /** The types of plant that make up a kind: B16 sun, B18 wind at sea, B19 wind on land. */
    private static final Map<SignalKind, Set<String>> TYPES =
            Map.of(SignalKind.SOLAR, Set.of("B16"), SignalKind.WIND, Set.of("B18", "B19"));

    @Override
    public String id() {
        return "entsoe";
    }

    @Override
    public Set<SignalKind> kinds() {
        return DOCUMENTS.keySet();
    }

    @Override
    public boolean mayKnow(String zone) {
        return zone.matches("[0-9A-Z-]{16}");
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public Instant answersUntil(Instant from) {
        return from.plus(Duration.ofDays(100));
    }

    /** Its limit is 400 requests a minute. */
    @Override
    public Duration pause() {
        return Duration.ofMillis(150);
    }

    @Override
    public Ask ask(Query query, String key) {
        String zone = Places.encoded(query.zone());
        String what = DOCUMENTS.getOrDefault(query.kind(), "").replace("ZONE", zone);
        var address = base.resolve("/api?%s&periodStart=%s&periodEnd=%s"
                .formatted(what, TIME.format(query.from()), TIME.format(query.to())));
        return new Ask(address, "securityToken=" + Places.encoded(key), Map.of());
    }

    @Override
    public List<Point> read(Query query, String body) {
        var root = Xml.document(body).getDocumentElement();
        if (root.getTagName().contains("Acknowledgement")) {
            throw new BadAnswerException("signal.gap.refused", Xml.text(root, "text"));
        }
        var wanted = TYPES.getOrDefault(query.kind(), Set.of());
        var byType = new TreeMap<String, NavigableMap<Instant, Point>>();
        for (var series : Xml.elements(root, "TimeSeries")) {
            String type = wanted.isEmpty() ? "" : Xml.text(series, "psrType");
            if (wanted.isEmpty() || (wanted.contains(type) && isGeneration(series))) {
                var points = byType.computeIfAbsent(type, _ -> new TreeMap<>());
                points(series, query.kind()).forEach(point -> points.put(point.from(), point));
            }
        }
        return sums(List.copyOf(byType.values()));
    }

    /** What power plants use themselves comes as a series of its own, which names a zone that it goes out to. */
    private static boolean isGeneration(Element series) {
        return Xml.elements(series, "outBiddingZone_Domain.mRID").isEmpty();
    }

    private static List<Point> points(Element series, SignalKind kind) {
        boolean isPrice = kind == SignalKind.PRICE_DAY_AHEAD;
        String unit = isPrice ? price(series) : power(series, kind);
        boolean repeats = Xml.elements(series, "curveType").stream()
                .anyMatch(type -> type.getTextContent().equals("A03"));
        return Xml.elements(series, "Period").stream()
                .flatMap(period -> points(period, isPrice ? "price.amount" : "quantity", unit, repeats).stream())
                .toList();
    }

    private static String price(Element series) {
        return Prices.unit(Xml.text(series, "currency_Unit.name") + "/" + Xml.text(series, "price_Measure_Unit.name"));
    }

    private static String power(Element series, SignalKind kind) {
        String unit = Xml.text(series, "quantity_Measure_Unit.name");
        if (!unit.equals(MEGAWATT)) {
            throw new BadAnswerException("signal.gap.unit", unit, MEGAWATT);
        }
        return kind.unit();
    }

    /** {@return the sum of all types at the times that each of them tells} */
    private static List<Point> sums(List<NavigableMap<Instant, Point>> types) {
        var sums = new ArrayList<Point>();
        for (var first : types.isEmpty() ? List.<Point>of() : types.getFirst().values()) {
            var parts = types.stream()
                    .flatMap(type -> Optional.ofNullable(type.get(first.from())).stream())
                    .toList();
            if (parts.size() == types.size()) {
                double sum = parts.stream().mapToDouble(Point::value).sum();
                sums.add(new Point(first.from(), first.step(), sum, first.unit(), Basis.MEASURED));
            }
        }
        return sums;
    }

    private static List<Point> points(Element period, String field, String unit, boolean repeats) {
        try {
            var start = Json.time(Xml.text(period, "start").replaceFirst("(T\\d{2}:\\d{2})Z", "$1:00Z"));
            var end = Json.time(Xml.text(period, "end").replaceFirst("(T\\d{2}:\\d{2})Z", "$1:00Z"));
            var step = Duration.parse(Xml.text(period, "resolution"));
            var values = new TreeMap<Integer, Double>();
            for (var point : Xml.elements(period, "Point")) {
                values.put(Integer.parseInt(Xml.text(point, "position")), Double.parseDouble(Xml.text(point, field)));
            }
            return points(start, end, step, values, unit, repeats);
        } catch (NumberFormatException | DateTimeException e) {
            throw new BadAnswerException("signal.gap.field", "Period");
        }
    }

    private static List<Point> points(
            Instant start,
            Instant end,
            Duration step,
            NavigableMap<Integer, Double> values,
            String unit,
            boolean repeats) {
        var points = new ArrayList<Point>();
        long count = Duration.between(start, end).dividedBy(step);
        for (int position = 1; position <= count; position++) {
            var known = repeats
                    ? values.floorEntry(position)
                    : Map.entry(position, values.getOrDefault(position, Double.NaN));
            if (known != null && !Double.isNaN(known.getValue())) {
                var from = start.plus(step.multipliedBy(position - 1));
                points.add(new Point(from, step, known.getValue(), unit, Basis.MEASURED));
            }
        }
        return points;
    }
}
