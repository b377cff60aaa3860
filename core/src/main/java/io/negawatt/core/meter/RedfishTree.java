package io.negawatt.core.meter;

import io.negawatt.core.meter.HttpSource.Page;
import io.negawatt.core.meter.RemoteMeter.Figure;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a Redfish service says what its node draws: {@code EnvironmentMetrics} of a chassis where there is one (energy in J,
 * power in W or energy in kWh, the first that is there), otherwise {@code Power}, whose first {@code PowerControl} with a
 * figure is the whole chassis.
 *
 * @see <a href="https://www.dmtf.org/sites/default/files/standards/documents/DSP2046_2024.4.html">DMTF DSP2046, Redfish
 *     resource and schema guide</a>
 */
final class RedfishTree {
    private static final JsonMapper JSON = new JsonMapper();
    /** Chassis that are one node; a rack or an enclosure holds several, a module is a part of one. */
    private static final Set<String> ONE_NODE = Set.of("RackMount", "Blade", "Sled", "StandAlone", "Cartridge", "");

    private static final int MOST_CHASSIS = 64;

    private final HttpSource http;
    private final URI base;

    RedfishTree(HttpSource http, URI base) {
        this.http = http;
        this.base = base;
    }

    /** What looking for the node's power came to. */
    sealed interface Result {
        /**
         * @param chassis id of the chassis
         * @param label its maker and model
         * @param page page with the figure
         * @param others ids of further chassis that look like a node too and are not read
         */
        record Power(String chassis, String label, URI page, List<String> others) implements Result {}

        /** There is none, or the service refused. */
        record Failed(Message reason) implements Result {}
    }

    /** {@return the node's power, in the chassis of this id or, where none is given, in the first that is a node} */
    Result find(Optional<String> chassisId) {
        return switch (page(base.resolve("/redfish/v1/Chassis"))) {
            case Json.Failed(var reason) -> new Result.Failed(reason);
            case Json.Node(var list) -> among(links(list), chassisId);
        };
    }

    private Result among(List<URI> chassis, Optional<String> chassisId) {
        var found = new ArrayList<Result.Power>();
        Optional<Message> failure = Optional.empty();
        for (URI page : chassis) {
            if (chassisId.map(id -> page.getPath().endsWith("/" + id)).orElse(true)) {
                switch (page(page)) {
                    case Json.Failed(var reason) -> failure = Optional.of(reason);
                    case Json.Node(var node) ->
                        power(node, chassisId.isPresent()).ifPresent(found::add);
                }
            }
        }
        if (found.isEmpty()) {
            return new Result.Failed(failure.orElse(Message.of("meter.redfish.nopower", base)));
        }
        var first = found.getFirst();
        var others = found.stream().skip(1).map(Result.Power::chassis).sorted().toList();
        return new Result.Power(first.chassis(), first.label(), first.page(), others);
    }

    private Optional<Result.Power> power(JsonNode chassis, boolean asked) {
        if (!asked && !ONE_NODE.contains(text(chassis, "ChassisType"))) {
            return Optional.empty();
        }
        return Stream.of("EnvironmentMetrics", "Power")
                .flatMap(name -> link(chassis.path(name)).stream())
                .filter(page -> !(figure(http.get(page)) instanceof Figure.Missing))
                .findFirst()
                .map(page -> new Result.Power(text(chassis, "Id"), label(chassis), page, List.of()));
    }

    private static String label(JsonNode chassis) {
        String label = (text(chassis, "Manufacturer") + " " + text(chassis, "Model")).strip();
        return label.isEmpty() ? text(chassis, "Id") : label;
    }

    /** {@return the node's figure on a page of either form} */
    static Figure figure(Page page) {
        return switch (parse(page)) {
            case Json.Failed(var reason) -> new Figure.Missing(reason);
            case Json.Node(var node) -> figure(node);
        };
    }

    private static Figure figure(JsonNode node) {
        Stream<Optional<Figure>> figures = Stream.of(
                positive(node.at("/EnergyJoules/Reading")).map(Figure.Joules::new),
                positive(node.at("/PowerWatts/Reading")).map(Figure.Watts::new),
                positive(node.at("/EnergykWh/Reading")).map(kwh -> new Figure.Joules(kwh * Energy.JOULES_PER_KWH)),
                control(node, "/PowerConsumedWatts"),
                control(node, "/PowerMetrics/AverageConsumedWatts"));
        return figures.flatMap(Optional::stream)
                .findFirst()
                .orElse(new Figure.Missing(Message.of("meter.gap.redfish.nofigure")));
    }

    private static Optional<Figure> control(JsonNode node, String pointer) {
        return node.path("PowerControl")
                .valueStream()
                .map(control -> positive(control.at(pointer)))
                .flatMap(Optional::stream)
                .findFirst()
                .map(Figure.Watts::new);
    }

    /** A node that answers is never without power: 0 W is a sensor that does not work. */
    private static Optional<Double> positive(JsonNode value) {
        return value.isNumber() && value.doubleValue() > 0 ? Optional.of(value.doubleValue()) : Optional.empty();
    }

    private sealed interface Json {
        record Node(JsonNode node) implements Json {}

        record Failed(Message reason) implements Json {}
    }

    private Json page(URI page) {
        return parse(http.get(page));
    }

    private static Json parse(Page page) {
        return switch (page) {
            case Page.Failed(var reason) -> new Json.Failed(reason);
            case Page.Body(var text) -> parse(text);
        };
    }

    private static Json parse(String text) {
        try {
            var node = JSON.readTree(text);
            return node.isObject() ? new Json.Node(node) : new Json.Failed(Message.of("meter.gap.redfish.json", "…"));
        } catch (JacksonException e) {
            return new Json.Failed(Message.of("meter.gap.redfish.json", e.getOriginalMessage()));
        }
    }

    private List<URI> links(JsonNode list) {
        return list.path("Members")
                .valueStream()
                .limit(MOST_CHASSIS)
                .flatMap(member -> link(member).stream())
                .toList();
    }

    /** Only a path on the same server is followed: credentials go nowhere else. */
    private Optional<URI> link(JsonNode reference) {
        String path = text(reference, "@odata.id");
        boolean here = path.startsWith("/") && !path.startsWith("//") && path.matches("[\\w/.~%:@+-]+");
        return here ? Optional.of(base.resolve(path)) : Optional.empty();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
