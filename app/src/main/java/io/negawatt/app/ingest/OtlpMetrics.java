package io.negawatt.app.ingest;

import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.core.text.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * OpenTelemetry metrics as series of the live store.
 *
 * <p>A metric counts where its unit is one of energy (J, kJ, MJ, Wh, kWh, mJ, uJ) or power (W, kW, MW, mW): a sum that only rises
 * is a counter, one of deltas is use, anything else of energy is left out since it cannot be told what it adds up to; a gauge or
 * sum in a unit of power is power, and a mere level where the request tells the energy of the same device too, which then is what
 * counts. The attributes {@code hw.type}, {@code hw.id}, {@code hw.name} and {@code hw.parent} of the semantic conventions for hardware, and
 * {@code host.name} or {@code service.instance.id} of the resource, become labels of {@link Names}; those that are named as in
 * {@link Names} go as they are.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/system/hardware-metrics/">Hardware metrics</a>
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/">OTLP</a>
 */
public final class OtlpMetrics {
    private static final long PERIOD_MS = 60_000;
    private static final long NANOS_PER_MS = 1_000_000;
    private static final int MOST_ATTRIBUTES = 16;
    private static final Map<String, Double> ENERGY =
            Map.of("J", 1.0, "kJ", 1e3, "MJ", 1e6, "mJ", 1e-3, "uJ", 1e-6, "Wh", 3600.0, "kWh", 3.6e6, "MWh", 3.6e9);
    private static final Map<String, Double> POWER = Map.of("W", 1.0, "kW", 1e3, "MW", 1e6, "mW", 1e-3);
    private static final Map<String, String> COMPONENTS = Map.of(
            "cpu",
            "compute",
            "gpu",
            "compute",
            "memory",
            "compute",
            "host",
            "compute",
            "network",
            "transmit",
            "physical_disk",
            "store",
            "logical_disk",
            "store",
            "disk_controller",
            "store",
            "fan",
            "cooling");
    private static final List<String> OWN = List.of(
            Names.NODE,
            Names.CHANNEL,
            Names.METER,
            Names.DEVICE,
            Names.COMPONENT,
            Names.SCOPE,
            Names.TIER,
            Names.PARENT,
            Names.JOB,
            Names.RUN,
            Names.KIND,
            Names.SOURCE);

    private final List<Column> columns;
    private final int rejected;

    private OtlpMetrics(List<Column> columns, int rejected) {
        this.columns = columns;
        this.rejected = rejected;
    }

    /** {@return what an {@code ExportMetricsServiceRequest} in protobuf says; {@link BadInputException} where it is none} */
    public static OtlpMetrics ofProtobuf(byte[] body) {
        return of(OtlpProtobuf.read(body));
    }

    /** {@return the same in the JSON of OTLP} */
    public static OtlpMetrics ofJson(byte[] body) {
        return of(OtlpJson.read(body));
    }

    /** How a sum adds up; a gauge does not. */
    enum Adding {
        GAUGE,
        DELTA,
        CUMULATIVE
    }

    /**
     * One number of a request.
     *
     * @param resource attributes of who sends
     * @param attributes those of the point
     */
    record Point(
            String name,
            String unit,
            Adding adding,
            boolean monotonic,
            Map<String, String> resource,
            Map<String, String> attributes,
            long timeNanos,
            double value) {}

    private static OtlpMetrics of(List<Point> points) {
        var rows = new LinkedHashMap<Series, TreeMap<Long, Double>>();
        var counted = points.stream()
                .filter(it -> ENERGY.containsKey(it.unit()) && factor(it) != 0)
                .map(OtlpMetrics::device)
                .collect(Collectors.toSet());
        int rejected = 0;
        for (var point : points) {
            double factor = factor(point);
            if (factor == 0 || point.timeNanos() <= 0 || !Double.isFinite(point.value())) {
                rejected++;
            } else {
                rows.computeIfAbsent(series(point, counted.contains(device(point))), _ -> new TreeMap<>())
                        .merge(
                                point.timeNanos() / NANOS_PER_MS,
                                point.value() * factor,
                                point.adding() == Adding.DELTA ? Double::sum : (_, after) -> after);
            }
        }
        var columns = new ArrayList<Column>();
        rows.forEach((series, row) -> columns.add(new Column(
                series,
                row.keySet().stream().mapToLong(Long::longValue).toArray(),
                row.values().stream().mapToDouble(Double::doubleValue).toArray())));
        return new OtlpMetrics(List.copyOf(columns), rejected);
    }

    /** {@return J or W of one unit of the point; 0 where it is neither energy that adds up nor power} */
    private static double factor(Point point) {
        boolean adds = point.adding() == Adding.DELTA || (point.adding() == Adding.CUMULATIVE && point.monotonic());
        return adds && ENERGY.containsKey(point.unit())
                ? ENERGY.getOrDefault(point.unit(), 0.0)
                : POWER.getOrDefault(point.unit(), 0.0);
    }

    /** Two metrics are of one device where all that is said of it is the same. */
    private static Map<String, Map<String, String>> device(Point point) {
        return Map.of("resource", point.resource(), "point", point.attributes());
    }

    private static Series series(Point point, boolean counted) {
        if (POWER.containsKey(point.unit())) {
            var measure = counted ? Measure.LEVEL : Measure.POWER;
            return Series.of(Names.POWER, measure, "W", PERIOD_MS, labels(point));
        }
        var measure = point.adding() == Adding.DELTA ? Measure.USE : Measure.COUNTER;
        return Series.of(Names.ENERGY, measure, "J", PERIOD_MS, labels(point));
    }

    private static Map<String, String> labels(Point point) {
        var labels = new TreeMap<String, String>();
        var attributes = point.attributes();
        String type = attributes.getOrDefault("hw.type", "");
        labels.put(Names.METER, "otlp");
        labels.put(Names.COMPONENT, COMPONENTS.getOrDefault(type, "compute"));
        boolean host = type.equals("host") || point.name().startsWith("hw.host.");
        labels.put(Names.SCOPE, host ? "node" : "device");
        labels.put(Names.TIER, "counter");
        labels.put(Names.CHANNEL, attributes.getOrDefault("hw.id", point.name()));
        var node = point.resource().getOrDefault("host.name", point.resource().getOrDefault("service.instance.id", ""));
        if (!node.isEmpty()) {
            labels.put(Names.NODE, node);
        }
        named(attributes, "hw.name").ifPresent(it -> labels.put(Names.DEVICE, it));
        named(attributes, "hw.parent").ifPresent(it -> labels.put(Names.PARENT, it));
        own(labels, point.resource());
        own(labels, attributes);
        return labels;
    }

    private static Optional<String> named(Map<String, String> attributes, String name) {
        return Optional.ofNullable(attributes.get(name)).filter(it -> !it.isEmpty());
    }

    /** Attributes with other names tell metrics apart too, so they stay, up to a number. */
    private static void own(Map<String, String> labels, Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (OWN.contains(name)) {
                labels.put(name, value);
            }
        });
        attributes.entrySet().stream()
                .filter(it -> !OWN.contains(it.getKey()) && !it.getKey().startsWith("telemetry.sdk."))
                .sorted(Map.Entry.comparingByKey())
                .limit(MOST_ATTRIBUTES)
                .forEach(it -> labels.put("otel." + it.getKey(), it.getValue()));
    }

    public List<Column> columns() {
        return columns;
    }

    /** {@return the request as batches of a source, of as many samples as one may hold} */
    public List<Batch> batches(String source, long epoch, AtomicLong sequence) {
        var batches = new ArrayList<Batch>();
        var waiting = new ArrayList<Column>();
        long samples = 0;
        for (var column : columns) {
            if (samples + column.size() > Batch.MOST_SAMPLES) {
                batches.add(new Batch(source, epoch, sequence.getAndIncrement(), waiting, List.of()));
                waiting.clear();
                samples = 0;
            }
            waiting.add(column);
            samples += column.size();
        }
        batches.add(new Batch(source, epoch, sequence.getAndIncrement(), waiting, List.of()));
        return batches;
    }

    /** {@return the answer in JSON: how many points were left out, and why} */
    public Map<String, Object> answerJson() {
        return rejected == 0
                ? Map.of()
                : Map.of(
                        "partialSuccess",
                        Map.of("rejectedDataPoints", Integer.toString(rejected), "errorMessage", why()));
    }

    /** {@return the same in protobuf} */
    public byte[] answerProtobuf() {
        return OtlpProtobuf.answer(rejected, why());
    }

    private static String why() {
        return "only energy that adds up and power are kept: units J, Wh, W and their multiples";
    }
}
