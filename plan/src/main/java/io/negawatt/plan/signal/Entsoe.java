package io.negawatt.plan.signal;

import java.io.IOException;
import java.io.StringReader;
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
import java.util.Set;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The transparency platform of ENTSO-E: day-ahead prices (document A44) of a bidding zone by its EIC code. A position that a
 * curve of type A03 leaves out repeats the one before it; in a curve of type A01 it is missing.
 *
 * @see <a href="https://transparencyplatform.zendesk.com/hc/en-us/articles/15692855254548">Its documents</a>
 */
record Entsoe(URI base) implements SignalSource {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZoneOffset.UTC);

    @Override
    public String id() {
        return "entsoe";
    }

    @Override
    public Set<SignalKind> kinds() {
        return Set.of(SignalKind.PRICE_DAY_AHEAD);
    }

    @Override
    public boolean needsKey() {
        return true;
    }

    @Override
    public Duration longest() {
        return Duration.ofDays(100);
    }

    /** Its limit is 400 requests a minute. */
    @Override
    public Duration pause() {
        return Duration.ofMillis(150);
    }

    @Override
    public Ask ask(Query query, String key) {
        String zone = Places.encoded(query.zone());
        var address = base.resolve("/api?documentType=A44&in_Domain=%s&out_Domain=%s&periodStart=%s&periodEnd=%s"
                .formatted(zone, zone, TIME.format(query.from()), TIME.format(query.to())));
        return new Ask(address, "securityToken=" + Places.encoded(key), Map.of());
    }

    @Override
    public List<Point> read(Query query, String body) {
        var root = document(body).getDocumentElement();
        if (root.getTagName().contains("Acknowledgement")) {
            throw new BadAnswerException("signal.gap.refused", text(root, "text"));
        }
        var points = new ArrayList<Point>();
        for (var series : elements(root, "TimeSeries")) {
            String unit = text(series, "currency_Unit.name") + "/" + text(series, "price_Measure_Unit.name");
            if (!unit.equals("EUR/MWH")) {
                throw new BadAnswerException("signal.gap.unit", unit, "EUR/MWH");
            }
            boolean repeats = elements(series, "curveType").stream()
                    .anyMatch(type -> type.getTextContent().equals("A03"));
            elements(series, "Period").forEach(period -> points.addAll(points(period, repeats)));
        }
        return points;
    }

    private static List<Point> points(Element period, boolean repeats) {
        try {
            var start = Json.time(text(period, "start").replaceFirst("(T\\d{2}:\\d{2})Z", "$1:00Z"));
            var end = Json.time(text(period, "end").replaceFirst("(T\\d{2}:\\d{2})Z", "$1:00Z"));
            var step = Duration.parse(text(period, "resolution"));
            var prices = new TreeMap<Integer, Double>();
            for (var point : elements(period, "Point")) {
                prices.put(Integer.parseInt(text(point, "position")), Double.parseDouble(text(point, "price.amount")));
            }
            return points(start, end, step, prices, repeats);
        } catch (NumberFormatException | DateTimeException e) {
            throw new BadAnswerException("signal.gap.field", "Period");
        }
    }

    private static List<Point> points(
            Instant start, Instant end, Duration step, NavigableMap<Integer, Double> prices, boolean repeats) {
        var points = new ArrayList<Point>();
        long count = Duration.between(start, end).dividedBy(step);
        for (int position = 1; position <= count; position++) {
            var known = repeats
                    ? prices.floorEntry(position)
                    : Map.entry(position, prices.getOrDefault(position, Double.NaN));
            if (known != null && !Double.isNaN(known.getValue())) {
                points.add(
                        new Point(start.plus(step.multipliedBy(position - 1)), step, known.getValue(), Basis.MEASURED));
            }
        }
        return points;
    }

    /** Entities and other documents are never followed. */
    private static Document document(String body) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(body)));
        } catch (SAXException e) {
            throw new BadAnswerException("signal.gap.xml", body.length());
        } catch (ParserConfigurationException | IOException e) {
            throw new IllegalStateException("every Java platform reads XML", e);
        }
    }

    private static List<Element> elements(Element parent, String name) {
        var nodes = parent.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element parent, String name) {
        return elements(parent, name).stream()
                .findFirst()
                .map(Element::getTextContent)
                .orElseThrow(() -> new BadAnswerException("signal.gap.field", name));
    }
}
