package io.negawatt.app.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import io.negawatt.app.ingest.OtlpMetrics.Adding;
import io.negawatt.app.ingest.OtlpMetrics.Point;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The numbers of an OTLP request in protobuf; histograms have none. */
final class OtlpProtobuf {
    private OtlpProtobuf() {}

    static List<Point> read(byte[] body) {
        try {
            var points = new ArrayList<Point>();
            for (var resource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
                var attributes = attributes(resource.getResource().getAttributesList());
                resource.getScopeMetricsList()
                        .forEach(scope -> scope.getMetricsList().forEach(metric -> read(metric, attributes, points)));
            }
            return points;
        } catch (InvalidProtocolBufferException e) {
            throw new BadInputException(Message.of("ingest.otlp.malformed", String.valueOf(e.getMessage())), e);
        }
    }

    private static void read(Metric metric, Map<String, String> resource, List<Point> points) {
        var adding = metric.hasGauge() ? Adding.GAUGE : adding(metric.getSum().getAggregationTemporality());
        var numbers = metric.hasGauge()
                ? metric.getGauge().getDataPointsList()
                : metric.getSum().getDataPointsList();
        for (var number : numbers) {
            points.add(new Point(
                    metric.getName(),
                    metric.getUnit(),
                    adding,
                    metric.getSum().getIsMonotonic(),
                    resource,
                    attributes(number.getAttributesList()),
                    number.getTimeUnixNano(),
                    value(number)));
        }
    }

    private static Adding adding(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA ? Adding.DELTA : Adding.CUMULATIVE;
    }

    private static double value(NumberDataPoint number) {
        return number.hasAsInt() ? number.getAsInt() : number.hasAsDouble() ? number.getAsDouble() : Double.NaN;
    }

    private static Map<String, String> attributes(List<KeyValue> list) {
        var attributes = new TreeMap<String, String>();
        list.forEach(it -> attributes.put(it.getKey(), text(it.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> "";
        };
    }

    static byte[] answer(int rejected, String why) {
        var answer = ExportMetricsServiceResponse.newBuilder();
        if (rejected > 0) {
            answer.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejected)
                    .setErrorMessage(why));
        }
        return answer.build().toByteArray();
    }
}
