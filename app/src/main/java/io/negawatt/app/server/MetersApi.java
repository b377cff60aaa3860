package io.negawatt.app.server;

import io.negawatt.app.access.Scope;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Latest;
import io.negawatt.app.live.Selection;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.app.server.LedgerView.GapSum;
import io.negawatt.app.server.NowView.Attention;
import io.negawatt.app.server.NowView.Link;
import io.negawatt.app.server.SeriesApi.GapView;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Meters: those that send, as long as they do, and those of this host that are closed. */
final class MetersApi {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_GAPS = 200;
    /** Silent meters that are told one by one. */
    private static final int MOST_NAMED = 3;

    private static final long LEAST_SILENCE_MS = 30_000;
    private static final int SILENT_PERIODS = 5;
    private static final Map<String, String> KIND_NAMES =
            Map.of("modbus", "Modbus", "nvml", "NVML", "rapl", "RAPL", "redfish", "Redfish", "snmp", "SNMP");

    private final Platform platform;
    private final HostMeters host;

    MetersApi(Platform platform, HostMeters host) {
        this.platform = platform;
        this.host = host;
    }

    List<Operation> operations() {
        return List.of(Operation.get("getMeters", "/api/v1/meters", Scope.READ, call -> Answer.of(meters(call))));
    }

    record MetersView(
            Instant at,
            OptionalDouble meteredFraction,
            OptionalDouble coveredFraction,
            GapSum gaps,
            OptionalDouble unattributedW,
            OptionalDouble partsErrorFraction,
            OptionalDouble ownCpuFraction,
            OptionalDouble ownMemoryBytes,
            List<MeterView> items) {}

    record MeterView(
            String id,
            String name,
            String kind,
            String tier,
            String scope,
            String component,
            Optional<String> node,
            int channels,
            OptionalDouble periodS,
            Optional<Instant> lastAt,
            String state,
            Optional<String> note,
            Optional<String> command,
            List<GapView> gaps) {}

    private MetersView meters(Call call) throws IOException {
        var items = new ArrayList<MeterView>();
        var gaps = gaps(call);
        groups(call).values().forEach(it -> items.add(view(call, it, gaps)));
        if (call.tenant().isEmpty()) {
            items.addAll(host.views(call));
        }
        var runs = new LedgerSums(platform.runs().all(), call.lang());
        var flow = flow(call);
        return new MetersView(
                call.at(),
                runs.of(Instant.EPOCH, call.at(), Optional.empty(), OptionalDouble.empty())
                        .meteredFraction(),
                covered(call),
                sum(gaps),
                flow.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(flow.unattributedW()),
                partsError(call, flow),
                platform.counters().cpuFraction(),
                OptionalDouble.of((double) platform.counters().memoryBytes()),
                List.copyOf(items));
    }

    /** Meters of one kind on all nodes are one line while they send; each that is silent is a line of its own. */
    private Map<String, List<Latest>> groups(Call call) throws IOException {
        var groups = new TreeMap<String, List<Latest>>();
        for (var metric : Names.METERED) {
            for (var latest : platform.live().latest(Platform.selection(call.tenant(), metric))) {
                var series = latest.series();
                String node = isSilent(latest, call.at())
                        ? "/" + Names.label(series, Names.NODE).orElse("")
                        : "";
                String key = String.join(
                        "/",
                        Names.label(series, Names.METER).orElse("?"),
                        Names.component(series).id(),
                        Names.scope(series).id(),
                        Names.tier(series).id());
                groups.computeIfAbsent(key + node, _ -> new ArrayList<>()).add(latest);
            }
        }
        return groups;
    }

    private static boolean isSilent(Latest latest, Instant now) {
        long allowedMs =
                Math.max(LEAST_SILENCE_MS, SILENT_PERIODS * latest.series().periodMs());
        return Double.isNaN(latest.value()) || now.toEpochMilli() - latest.timeMs() > allowedMs;
    }

    private static MeterView view(Call call, List<Latest> members, List<SeriesGap> gaps) {
        var first = members.getFirst();
        var series = first.series();
        boolean silent = isSilent(first, call.at());
        var lastMs = members.stream().mapToLong(Latest::timeMs).max().orElseThrow();
        var nodes = members.stream()
                .flatMap(it -> Names.label(it.series(), Names.NODE).stream())
                .distinct()
                .toList();
        return new MeterView(
                Names.label(series, Names.METER).orElse("?") + "-" + Integer.toHexString(series.hashCode()),
                name(call, members, nodes.size()),
                Names.label(series, Names.METER).orElse("?"),
                Names.tier(series).id(),
                Names.scope(series).id(),
                Names.component(series).id(),
                nodes.size() == 1 ? Optional.of(nodes.getFirst()) : Optional.empty(),
                members.size(),
                OptionalDouble.of(series.periodMs() / 1e3),
                Optional.of(Instant.ofEpochMilli(lastMs)),
                silent ? "silent" : "fresh",
                silent ? Optional.of(silence(call, lastMs)) : Optional.empty(),
                Optional.empty(),
                views(call, gaps.stream().filter(it -> hasSeries(members, it)).toList()));
    }

    private static boolean hasSeries(List<Latest> members, SeriesGap gap) {
        return members.stream().anyMatch(it -> it.series().equals(gap.series()));
    }

    private static String silence(Call call, long lastMs) {
        long minutes = Duration.ofMillis(call.at().toEpochMilli() - lastMs).toMinutes();
        return call.text(Message.of("server.meter.silent", minutes));
    }

    private static String name(Call call, List<Latest> members, int nodes) {
        var series = members.getFirst().series();
        String what = what(call, members);
        String meter = Names.label(series, Names.METER).orElse("?");
        String kind = KIND_NAMES.getOrDefault(meter, meter);
        return nodes > 1
                ? call.text(Message.of("server.meter.nodes", kind, what, nodes))
                : call.text(Message.of(
                                "server.meter.one",
                                kind,
                                what,
                                Names.label(series, Names.NODE).orElse("")))
                        .strip();
    }

    /** What it reads: the devices that most of its channels are of, else the whole site or a component. */
    private static String what(Call call, List<Latest> members) {
        var series = members.getFirst().series();
        var devices = members.stream()
                .flatMap(it -> Names.label(it.series(), Names.DEVICE).stream())
                .collect(Collectors.groupingBy(it -> it, TreeMap::new, Collectors.counting()));
        return devices.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(it -> it.getValue() == 1 ? it.getKey() : it.getValue() + " × " + it.getKey())
                .orElseGet(() -> call.text(
                        Names.scope(series) == io.negawatt.core.meter.Scope.SITE
                                ? Message.of("server.meter.main")
                                : Message.of("page.component."
                                        + Names.component(series).id())));
    }

    private List<SeriesGap> gaps(Call call) throws IOException {
        long nowMs = call.at().toEpochMilli();
        return platform.live()
                .gaps(new Selection(call.tenant(), Optional.empty(), List.of()), nowMs - DAY.toMillis(), nowMs);
    }

    private static List<GapView> views(Call call, List<SeriesGap> gaps) {
        return gaps.stream()
                .limit(MOST_GAPS)
                .map(it -> new GapView(
                        SeriesApi.name(it.series()),
                        Instant.ofEpochMilli(it.fromMs()),
                        Instant.ofEpochMilli(it.toMs()),
                        SeriesApi.said(call, it.reason())))
                .toList();
    }

    private static GapSum sum(List<SeriesGap> gaps) {
        return new GapSum(
                gaps.size(),
                gaps.stream().mapToLong(it -> it.toMs() - it.fromMs()).max().orElse(0) / 1e3);
    }

    /** {@return part of the last day that series which sent in it have figures for, since each began} */
    private OptionalDouble covered(Call call) throws IOException {
        long nowMs = call.at().toEpochMilli();
        var window = new io.negawatt.app.live.Window(
                nowMs - DAY.toMillis(), nowMs, Duration.ofMinutes(5).toMillis());
        var sums = new long[2];
        for (var metric : Names.METERED) {
            platform.live().range(Platform.selection(call.tenant(), metric), window, steps -> {
                int first = 0;
                while (first < window.steps() && steps.coveredMs(first) == 0) {
                    first++;
                }
                for (int i = first; i < window.steps() - 1; i++) {
                    sums[0] += steps.coveredMs(i);
                    sums[1] += window.stepMs();
                }
            });
        }
        return sums[1] == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sums[0] / sums[1]);
    }

    private Flow flow(Call call) throws IOException {
        long nowMs = call.at().toEpochMilli();
        return new Flow(
                Draw.now(platform.live(), call.tenant(), Names.METERED, nowMs),
                Draw.now(platform.live(), call.tenant(), List.of(Names.ATTRIBUTED), nowMs),
                List.of(),
                platform.site().terms());
    }

    /** {@return how far the sum of the parts is off what the meter of the whole site reads, as a fraction of it} */
    private OptionalDouble partsError(Call call, Flow flow) throws IOException {
        double mainW = Draw.now(
                        platform.live(), call.tenant(), Names.METERED, call.at().toEpochMilli())
                .stream()
                .filter(it -> Names.scope(it.series()) == io.negawatt.core.meter.Scope.SITE)
                .mapToDouble(Draw::watts)
                .sum();
        return mainW > 0 && !flow.isEmpty() ? OptionalDouble.of(flow.totalW() / mainW - 1) : OptionalDouble.empty();
    }

    /** {@return number of meters that need attention} */
    int silent(Call call) throws IOException {
        int closed = call.tenant().isEmpty() ? host.closed() : 0;
        return closed
                + (int) groups(call).values().stream()
                        .filter(it -> isSilent(it.getFirst(), call.at()))
                        .count();
    }

    /** {@return a line for each meter that went silent, those that were heard last first; where they are many, one for the rest} */
    List<Attention> attention(Call call) throws IOException {
        var silent = groups(call).values().stream()
                .filter(it -> isSilent(it.getFirst(), call.at()))
                .sorted(Comparator.comparingLong(
                                (List<Latest> it) -> it.getFirst().timeMs())
                        .reversed())
                .toList();
        if (silent.size() <= MOST_NAMED) {
            return silent.stream().map(it -> attention(call, it)).toList();
        }
        var rest = silent.subList(1, silent.size());
        return List.of(attention(call, silent.getFirst()), attentionOfMany(call, rest));
    }

    private static Attention attentionOfMany(Call call, List<List<Latest>> silent) {
        String names = silent.stream()
                .limit(MOST_NAMED)
                .map(it -> view(call, it, List.of()).name())
                .collect(Collectors.joining(call.text(Message.of("page.comma"))));
        return new Attention(
                "meters:silent",
                "warn",
                call.text(Message.of("server.attention.silent.more", silent.size())),
                call.text(Message.of("server.attention.silent.names", names)),
                new Link("page", call.text(Message.of("server.attention.open")), "/meters"));
    }

    private static Attention attention(Call call, List<Latest> members) {
        var view = view(call, members, List.of());
        return new Attention(
                "meter:" + view.id(),
                "warn",
                call.text(Message.of("server.attention.silent", view.name())),
                view.note().orElse(""),
                new Link("page", call.text(Message.of("server.attention.open")), "/meters"));
    }
}
