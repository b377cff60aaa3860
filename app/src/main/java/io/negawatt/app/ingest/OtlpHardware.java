package io.negawatt.app.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.negawatt.app.live.Series;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What meters read as an OTLP request, by the semantic conventions for hardware: {@code hw.energy} (J, a sum that only rises) and
 * {@code hw.power} (W, a gauge) with {@code hw.id}, {@code hw.type}, {@code hw.name} and {@code hw.parent}; for the whole of a node
 * {@code hw.host.energy} and {@code hw.host.power}, which the conventions keep apart so that nobody adds what overlaps. A node is a
 * resource with {@code host.name}. Component, scope, tier and tenant go along under names of {@code negawatt}'s own.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/hardware/common/">Common hardware metrics</a>
 */
public final class OtlpHardware {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Map<Map<String, String>, Map<String, Metric.Builder>> resources = new LinkedHashMap<>();
    private final String version;
    private int points;

    /** @param version version of the program, told with every request */
    public OtlpHardware(String version) {
        this.version = version;
    }

    /**
     * Adds what a device has used in all.
     *
     * @param joules J since {@code startMs}
     * @param startMs since when, in ms since 1970
     * @param timeMs until when
     */
    public void energy(Series series, double joules, long startMs, long timeMs) {
        metric(series, "energy", "J", "Energy used.")
                .getSumBuilder()
                .addDataPoints(point(series, joules, timeMs).setStartTimeUnixNano(startMs * NANOS_PER_MS));
        points++;
    }

    /** Adds what a device draws at a time, in W. */
    public void power(Series series, double watts, long timeMs) {
        metric(series, "power", "W", "Power drawn.").getGaugeBuilder().addDataPoints(point(series, watts, timeMs));
        points++;
    }

    private Metric.Builder metric(Series series, String quantity, String unit, String about) {
        boolean host = Names.scope(series) == Scope.NODE;
        return resources
                .computeIfAbsent(resource(series), _ -> new TreeMap<>())
                .computeIfAbsent((host ? "hw.host." : "hw.") + quantity, name -> {
                    var metric = Metric.newBuilder().setName(name).setUnit(unit).setDescription(about);
                    return quantity.equals("energy")
                            ? metric.setSum(Sum.newBuilder()
                                    .setIsMonotonic(true)
                                    .setAggregationTemporality(
                                            AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE))
                            : metric.setGauge(Gauge.getDefaultInstance());
                });
    }

    private static Map<String, String> resource(Series series) {
        var attributes = new TreeMap<String, String>();
        Names.label(series, Names.NODE).ifPresent(it -> attributes.put("host.name", it));
        attributes.put("service.name", "negawatt");
        if (!series.tenant().isEmpty()) {
            attributes.put("negawatt.tenant", series.tenant());
        }
        return attributes;
    }

    private static NumberDataPoint.Builder point(Series series, double value, long timeMs) {
        var point = NumberDataPoint.newBuilder()
                .setTimeUnixNano(timeMs * NANOS_PER_MS)
                .setAsDouble(value);
        var attributes = new TreeMap<String, String>();
        String id = Names.label(series, Names.CHANNEL).orElse(series.metric());
        attributes.put("hw.id", id);
        if (Names.scope(series) != Scope.NODE) {
            attributes.put("hw.type", type(series, id));
        }
        Names.label(series, Names.DEVICE).ifPresent(it -> attributes.put("hw.name", it));
        Names.label(series, Names.PARENT).ifPresent(it -> attributes.put("hw.parent", it));
        attributes.put(Names.COMPONENT, Names.component(series).id());
        attributes.put(Names.SCOPE, Names.scope(series).id());
        attributes.put(Names.TIER, Names.tier(series).id());
        attributes.forEach((key, text) -> point.addAttributes(attribute(key, text)));
        return point;
    }

    /** The nearest of the conventions' words. */
    private static String type(Series series, String id) {
        if (id.startsWith("gpu")) {
            return "gpu";
        }
        if (id.startsWith("dram") || id.equals("memory")) {
            return "memory";
        }
        return Names.scope(series).compareTo(Scope.NODE) > 0 ? "enclosure" : type(Names.component(series));
    }

    private static String type(Component component) {
        return switch (component) {
            case COMPUTE -> "cpu";
            case TRANSMIT -> "network";
            case STORE -> "physical_disk";
            case COOLING -> "fan";
            case OTHER -> "power_supply";
        };
    }

    private static KeyValue attribute(String key, String text) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(text))
                .build();
    }

    /** {@return number of points that a collector says it rejected; an answer in another form says of none} */
    public static long rejected(byte[] answer) {
        try {
            return ExportMetricsServiceResponse.parseFrom(answer)
                    .getPartialSuccess()
                    .getRejectedDataPoints();
        } catch (InvalidProtocolBufferException otherForm) {
            return 0;
        }
    }

    /** {@return number of points that were added} */
    public int points() {
        return points;
    }

    /** {@return the request in protobuf} */
    public byte[] toBytes() {
        var request = ExportMetricsServiceRequest.newBuilder();
        resources.forEach((attributes, metrics) -> {
            var resource = Resource.newBuilder();
            attributes.forEach((key, text) -> resource.addAttributes(attribute(key, text)));
            var scope = ScopeMetrics.newBuilder()
                    .setScope(InstrumentationScope.newBuilder()
                            .setName("io.negawatt")
                            .setVersion(version));
            metrics.values().forEach(scope::addMetrics);
            request.addResourceMetrics(
                    ResourceMetrics.newBuilder().setResource(resource).addScopeMetrics(scope));
        });
        return request.build().toByteArray();
    }
}
