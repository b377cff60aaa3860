package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.meter.Exposition.MalformedException;
import io.negawatt.core.meter.Exposition.Sample;
import io.negawatt.core.meter.HttpSource.Page;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.meter.PrometheusRules.Quantity;
import io.negawatt.core.meter.PrometheusRules.Rule;
import io.negawatt.core.meter.RemoteMeter.Figure;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Energy that an exporter on this host already measures, read from its Prometheus page: see {@link PrometheusRules} for the
 * exporters that are known. Useful where the exporter may read what this user may not.
 *
 * <p>Settings: {@code prometheus.url} (such as {@code http://localhost:9400/metrics}; the page of this host's exporter, not of
 * a server that holds many hosts), {@code prometheus.period} and {@code prometheus.timeout} in s, {@code prometheus.limit}, the
 * most bytes of a page, and {@code prometheus.token.file}, a file with a bearer token. A series that vanishes and a counter that
 * falls are gaps.
 */
public final class PrometheusMeter {
    public static final MeterKind KIND = new MeterKind("prometheus", PrometheusMeter::discover);

    private static final double TIMEOUT_S = 3;
    private static final double PERIOD_S = 1;

    private PrometheusMeter() {}

    /**
     * A device on the page.
     *
     * @param id id of its channel
     * @param rule rule that found it
     * @param series its series that count, all of which must be there again
     */
    private record Device(String id, Rule rule, List<Map<String, String>> series, Sample example) {}

    private static Discovery discover(Host host) {
        return host.setting("prometheus.url")
                .map(url -> discover(host, HttpSource.address("prometheus.url", url)))
                .orElseGet(() -> new Discovery.Absent(Message.of("meter.prometheus.absent")));
    }

    private static Discovery discover(Host host, URI page) {
        var timeout = RemoteMeter.period(host, "prometheus.timeout", TIMEOUT_S);
        var http = new HttpSource(
                HttpSource.client(timeout).build(),
                Map.of("Accept", "text/plain"),
                host.setting("prometheus.token.file").map(it -> new BearerFile(Path.of(it))),
                timeout,
                limit(host));
        return switch (http.get(page)) {
            case Page.Failed(var reason) -> closed(http, reason);
            case Page.Body(var text) -> discover(host, page, http, text);
        };
    }

    private static int limit(Host host) {
        return host.setting("prometheus.limit")
                .map(text -> {
                    if (!text.matches("[1-9]\\d{2,8}")) {
                        throw BadInputException.of("meter.http.limit", "prometheus.limit", text);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(HttpSource.MAX_BODY_BYTES);
    }

    private static Discovery discover(Host host, URI page, HttpSource http, String text) {
        try {
            var devices = devices(Exposition.parse(text, PrometheusRules::isKnown));
            if (devices.isEmpty()) {
                return closed(http, Message.of("meter.prometheus.nothing", page));
            }
            var period = RemoteMeter.period(host, "prometheus.period", PERIOD_S);
            return new Discovery.Found(new RemoteMeter(
                    devices.stream().map(device -> channel(device, period)).toList(),
                    period,
                    http,
                    List.of(page),
                    round -> figures(devices, round.getOrDefault(page, RemoteMeter.NO_PAGE)),
                    List.of()));
        } catch (MalformedException e) {
            return closed(http, Message.of("meter.gap.prometheus.page", e.what()));
        }
    }

    private static Discovery closed(HttpSource http, Message reason) {
        http.close();
        return new Discovery.Closed(reason, Message.of("meter.prometheus.remedy"), List.of());
    }

    private static List<Device> devices(List<Sample> samples) {
        var byId = new LinkedHashMap<String, Device>();
        for (var rule : PrometheusRules.ALL) {
            devices(rule, samples).forEach(byId::putIfAbsent);
        }
        return byId.values().stream().sorted(Comparator.comparing(Device::id)).toList();
    }

    private static Map<String, Device> devices(Rule rule, List<Sample> samples) {
        var byId = new LinkedHashMap<String, Device>();
        for (var sample : samples) {
            if (rule.metric().matcher(sample.name()).matches()) {
                rule.device()
                        .apply(sample)
                        .ifPresent(id -> byId.merge(
                                id,
                                new Device(id, rule, List.of(sample.labels()), sample),
                                PrometheusMeter::withSeries));
            }
        }
        return byId;
    }

    private static Device withSeries(Device device, Device more) {
        if (!device.rule().adds()) {
            return device;
        }
        var series = new ArrayList<>(device.series());
        series.addAll(more.series());
        return new Device(device.id(), device.rule(), List.copyOf(series), device.example());
    }

    private static List<Figure> figures(List<Device> devices, Page page) {
        return switch (page) {
            case Page.Failed(var reason) -> same(devices, new Figure.Missing(reason));
            case Page.Body(var text) -> figures(devices, text);
        };
    }

    private static List<Figure> figures(List<Device> devices, String text) {
        try {
            var samples = Exposition.parse(text, PrometheusRules::isKnown);
            return devices.stream().map(device -> figure(device, samples)).toList();
        } catch (MalformedException e) {
            return same(devices, new Figure.Missing(Message.of("meter.gap.prometheus.page", e.what())));
        }
    }

    private static List<Figure> same(List<Device> devices, Figure figure) {
        return devices.stream().map(_ -> figure).toList();
    }

    private static Figure figure(Device device, List<Sample> samples) {
        double sum = 0;
        for (var labels : device.series()) {
            var sample = samples.stream()
                    .filter(s -> s.labels().equals(labels)
                            && s.name().equals(device.example().name()))
                    .findFirst();
            if (sample.isEmpty()) {
                return new Figure.Missing(Message.of(
                        "meter.gap.prometheus.series", device.example().name(), device.id()));
            }
            sum += sample.get().value() * device.rule().siPerUnit();
        }
        return switch (device.rule().quantity()) {
            case ENERGY -> new Figure.Joules(sum);
            case POWER -> new Figure.Watts(sum);
        };
    }

    private static Channel channel(Device device, Duration period) {
        boolean gpu = device.id().startsWith("gpu");
        return new Channel(
                device.id(),
                KIND.name(),
                label(device),
                Component.COMPUTE,
                scope(device.id()),
                device.rule().quantity() == Quantity.POWER ? Tier.METERED : Tier.COUNTER,
                gpu ? Activity.gpu(gpuIndex(device.id())) : Activity.CPU,
                parent(device.id()),
                OptionalDouble.empty(),
                Bounds.within(device.rule().quantity() == Quantity.POWER ? 0.1 : 0.05)
                        .withTick(period.toMillis() / 1e3));
    }

    private static String label(Device device) {
        String model = device.example().label("modelName");
        return model.isEmpty() ? device.id() : model;
    }

    private static Scope scope(String id) {
        return switch (id) {
            case MeterSet.NODE -> Scope.NODE;
            case MeterSet.PLATFORM -> Scope.MODULE;
            default -> Scope.DEVICE;
        };
    }

    private static int gpuIndex(String id) {
        String digits = id.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /** Parts of a package lie inside it; whether a package lies inside {@code psys} is left to {@link MeterSet}. */
    private static Optional<String> parent(String id) {
        return id.startsWith("core-") || id.startsWith("uncore-")
                ? Optional.of("package-" + id.substring(id.indexOf('-') + 1))
                : Optional.empty();
    }
}
