package io.negawatt.app.ingest;

import io.negawatt.app.ingest.OtlpMetrics.Adding;
import io.negawatt.app.ingest.OtlpMetrics.Point;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The numbers of an OTLP request in JSON, where 64-bit numbers are texts and enumerations are numbers. */
final class OtlpJson {
    private static final int DELTA = 1;

    private OtlpJson() {}

    static List<Point> read(byte[] body) {
        try {
            var points = new ArrayList<Point>();
            for (var resource : list(JsonMapper.shared().readTree(body), "resourceMetrics")) {
                var attributes = attributes(resource.path("resource"));
                for (var scope : list(resource, "scopeMetrics")) {
                    for (var metric : list(scope, "metrics")) {
                        read(metric, attributes, points);
                    }
                }
            }
            return points;
        } catch (JacksonException e) {
            throw new BadInputException(Message.of("ingest.otlp.malformed", e.getOriginalMessage()), e);
        } catch (NumberFormatException e) {
            throw new BadInputException(Message.of("ingest.otlp.malformed", String.valueOf(e.getMessage())), e);
        }
    }

    private static List<JsonNode> list(JsonNode node, String name) {
        var list = new ArrayList<JsonNode>();
        var items = node.path(name);
        if (items.isArray()) {
            items.forEach(list::add);
        }
        return list;
    }

    private static void read(JsonNode metric, Map<String, String> resource, List<Point> points) {
        boolean gauge = metric.has("gauge");
        var data = metric.path(gauge ? "gauge" : "sum");
        var adding = gauge ? Adding.GAUGE : isDelta(data) ? Adding.DELTA : Adding.CUMULATIVE;
        for (var number : list(data, "dataPoints")) {
            points.add(new Point(
                    metric.path("name").asString(""),
                    metric.path("unit").asString(""),
                    adding,
                    data.path("isMonotonic").asBoolean(false),
                    resource,
                    attributes(number),
                    whole(number.path("timeUnixNano")),
                    value(number)));
        }
    }

    private static boolean isDelta(JsonNode sum) {
        var temporality = sum.path("aggregationTemporality");
        return temporality.asInt(0) == DELTA || temporality.asString("").equals("AGGREGATION_TEMPORALITY_DELTA");
    }

    private static long whole(JsonNode node) {
        return node.isString() ? Long.parseLong(node.asString()) : node.asLong(0);
    }

    private static double value(JsonNode number) {
        if (number.has("asInt")) {
            return whole(number.path("asInt"));
        }
        var value = number.path("asDouble");
        return value.isString() ? Double.parseDouble(value.asString()) : value.asDouble(Double.NaN);
    }

    private static Map<String, String> attributes(JsonNode node) {
        var attributes = new TreeMap<String, String>();
        for (var attribute : list(node, "attributes")) {
            var value = attribute.path("value");
            value.propertyStream()
                    .findFirst()
                    .ifPresent(it -> attributes.put(
                            attribute.path("key").asString(""),
                            it.getValue().isValueNode() ? it.getValue().asString("") : ""));
        }
        return attributes;
    }
}
