package io.negawatt.app.server;

import io.negawatt.app.ingest.Intake;
import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Selection;
import io.negawatt.core.meter.Scope;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The page that Prometheus scrapes: base units, {@code _total} on counters only, and as labels only component, tier, node,
 * operation and class of status, which are few; a node beyond the first {@value #MOST_NODES} counts as {@code other}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus exposition formats</a>
 */
final class MetricsPage {
    private static final int MOST_NODES = 2000;

    private final Platform platform;
    private final Intake intake;
    private final StringBuilder page = new StringBuilder();

    MetricsPage(Platform platform, Intake intake) {
        this.platform = platform;
        this.intake = intake;
    }

    String of(Call call) throws IOException {
        power(call);
        if (call.tenant().isEmpty()) {
            store();
            requests();
            process();
        }
        return page.toString();
    }

    private void power(Call call) throws IOException {
        long nowMs = call.at().toEpochMilli();
        var watts = new TreeMap<String, Double>();
        for (var draw : Draw.now(platform.live(), call.tenant(), Names.METERED, nowMs)) {
            var series = draw.series();
            if (Names.isWhole(series) && Names.scope(series) != Scope.SITE) {
                String node = Names.label(series, Names.NODE).orElse("");
                var labels = new LinkedHashMap<String, String>();
                labels.put("component", Names.component(series).id());
                labels.put("node", watts.size() < MOST_NODES ? node : "other");
                labels.put("tier", Names.tier(series).id());
                watts.merge(labels(labels), draw.watts(), Double::sum);
            }
        }
        family("negawatt_power_watts", "gauge", "Power now by component, tier and node.");
        watts.forEach((labels, value) -> sample("negawatt_power_watts", labels, value));
        double energyJ =
                new LedgerSums(visible(call), call.lang()).sum(RunFacts::totalJ).mid();
        one("negawatt_ledger_energy_joules", "gauge", "Energy of all closed runs of the ledger.", energyJ);
        one(
                "negawatt_ledger_runs",
                "gauge",
                "Closed runs of the ledger.",
                visible(call).size());
    }

    private List<RunFacts> visible(Call call) throws IOException {
        return platform.runs().all().stream()
                .filter(it -> call.sees(it.tenant()))
                .toList();
    }

    private void store() throws IOException {
        var status = platform.live().status();
        one("negawatt_ingested_samples_total", "counter", "Samples stored since the start.", intake.samples());
        one("negawatt_ingested_batches_total", "counter", "Batches taken since the start.", intake.batches());
        one("negawatt_repeated_batches_total", "counter", "Batches that were there already.", intake.repeated());
        one(
                "negawatt_refused_samples_total",
                "counter",
                "Samples too late, in the future, or foreign.",
                intake.refused());
        one("negawatt_store_series", "gauge", "Series in the live store.", status.series());
        one("negawatt_store_bytes", "gauge", "Size of the files of the live store.", status.bytes());
        one(
                "negawatt_store_damaged_records_total",
                "counter",
                "Records that did not match their checksum.",
                status.damaged());
        one(
                "negawatt_store_ready",
                "gauge",
                "Whether the store takes batches.",
                status.trouble().isEmpty() ? 1 : 0);
        one(
                "negawatt_live_listeners",
                "gauge",
                "Callers of the live stream.",
                platform.hub().listeners());
        one(
                "negawatt_tenants",
                "gauge",
                "Tenants that have series.",
                platform.live().series(Selection.ALL).stream()
                        .map(it -> it.tenant())
                        .distinct()
                        .count());
    }

    private void requests() {
        var requests = platform.counters().requests();
        family("negawatt_http_requests_total", "counter", "Requests by operation and class of status.");
        requests.forEach((key, tally) -> sample("negawatt_http_requests_total", labels(key), (double) tally.count()));
        family("negawatt_http_request_seconds_total", "counter", "Time that requests took.");
        requests.forEach((key, tally) -> sample("negawatt_http_request_seconds_total", labels(key), tally.seconds()));
    }

    private void process() {
        present(
                "process_cpu_seconds_total",
                "counter",
                "CPU time of the server.",
                platform.counters().cpuS());
        one(
                "process_resident_memory_bytes",
                "gauge",
                "Resident memory of the server.",
                platform.counters().memoryBytes());
        family("negawatt_build_info", "gauge", "Version of the program.");
        sample(
                "negawatt_build_info",
                labels(Map.of("version", platform.setting().version())),
                1);
    }

    private void present(String name, String type, String help, OptionalDouble value) {
        if (value.isPresent()) {
            one(name, type, help, value.getAsDouble());
        }
    }

    private void one(String name, String type, String help, Number value) {
        family(name, type, help);
        sample(name, "", value.doubleValue());
    }

    private void family(String name, String type, String help) {
        page.append("# HELP ").append(name).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String name, String labels, double value) {
        page.append(name).append(labels).append(' ').append(plain(value)).append('\n');
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private static String labels(Counters.Key key) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("operation", key.operation());
        labels.put("status", key.status());
        return labels(labels);
    }

    private static String labels(Map<String, String> labels) {
        var text = new StringBuilder();
        labels.forEach((name, value) -> text.append(text.isEmpty() ? "{" : ",")
                .append(name)
                .append("=\"")
                .append(escaped(value))
                .append('"'));
        return Optional.of(text.toString())
                .filter(it -> !it.isEmpty())
                .map(it -> it + "}")
                .orElse("");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
