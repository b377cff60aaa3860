package io.negawatt.app.demo;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The power of the demonstration's site as a function of time alone: the same moment is the same figure, whenever it is asked for.
 * Jobs draw power on their nodes; chillers, storage, network and the rest follow; the roof and the battery bring a part of it. The
 * main meter and those of the racks see the same power again; one of these fell silent shortly before the demonstration began.
 */
final class DemoPlant {
    static final String SOURCE = "demo";

    /** How long before the demonstration began the silent meter was heard last. */
    private static final Duration SILENCE = Duration.ofMinutes(11);

    private static final Duration GAP_BEFORE = Duration.ofHours(16).plusMinutes(6);
    private static final Duration GAP = Duration.ofMinutes(21);
    private static final String GAP_NODE = "node-43";
    private static final String SILENT_NODE = "rack-c";

    private static final long PERIOD_MS = 60_000;
    private static final double BATTERY_W = 46_000;

    /** Nobody's part of what GPUs draw. */
    private static final double UNCLAIMED = 0.025;

    private static final double COOLING = 0.184;
    private static final double STORE = 0.048;
    private static final double TRANSMIT = 0.034;
    private static final double OTHER = 0.043;
    /** What the main meter reads beyond the parts: losses of cables. */
    private static final double LOSSES = 0.008;

    private final Map<Series, Line> lines = new LinkedHashMap<>();
    private int nodes;

    /** Power of a series at a time, in W or as a fraction. */
    private interface Line {
        double at(Instant time);
    }

    DemoPlant() {
        DemoJob.ALL.forEach(this::add);
        overhead("cooling", "modbus", "rack", "metered", COOLING, 0.06);
        overhead("store", "redfish", "node", "metered", STORE, 0.01);
        overhead("transmit", "model", "rack", "modeled", TRANSMIT, 0.03);
        overhead("other", "snmp", "rack", "metered", OTHER, 0.005);
        mainMeter();
        supply();
    }

    private void add(DemoJob job) {
        for (int i = 0; i < job.nodes(); i++) {
            int node = ++nodes;
            var labels = labels("node-%02d".formatted(node), "gpu", "nvml", "compute", "device", "counter");
            labels.put(Names.DEVICE, "HGX H100");
            lines.put(
                    Names.power(job.tenant(), Names.POWER, PERIOD_MS, labels),
                    time -> job.computeW(time) / job.nodes() * (1 + 0.01 * DemoJob.wobble(time, 7 + node)));
        }
        attribute(job, "compute", 1 - UNCLAIMED);
        attribute(job, "store", 0.046);
        attribute(job, "transmit", 0.03);
    }

    private static Map<String, String> labels(
            String node, String channel, String meter, String component, String scope, String tier) {
        var labels = new TreeMap<String, String>();
        if (!node.isEmpty()) {
            labels.put(Names.NODE, node);
        }
        labels.put(Names.CHANNEL, channel);
        labels.put(Names.METER, meter);
        labels.put(Names.COMPONENT, component);
        labels.put(Names.SCOPE, scope);
        labels.put(Names.TIER, tier);
        return labels;
    }

    private void attribute(DemoJob job, String component, double share) {
        var labels = new TreeMap<String, String>();
        labels.put(Names.JOB, job.name());
        labels.put(Names.COMPONENT, component);
        if (job.idle()) {
            labels.put(Names.KIND, Names.RESERVED);
        }
        lines.put(Names.power(job.tenant(), Names.ATTRIBUTED, PERIOD_MS, labels), time -> share * job.computeW(time));
    }

    private void overhead(String component, String meter, String scope, String tier, double share, double swing) {
        var labels = labels("", component, meter, component, scope, tier);
        lines.put(Names.power("", Names.POWER, PERIOD_MS, labels), time -> {
            double warm = Math.exp(-Math.pow((DemoSite.hour(time) - 15) / 5, 2)) - 0.4;
            double own = 1 + swing * warm + 0.004 * DemoJob.wobble(time, component.length());
            return share * DemoJob.allComputeW(time) * own;
        });
    }

    private void mainMeter() {
        for (var rack : List.of("rack-a", "rack-b", SILENT_NODE, "rack-d")) {
            var labels = labels(rack, "pdu", "snmp", "compute", "rack", "metered");
            labels.put(Names.PARENT, "main");
            labels.put(Names.DEVICE, "PDU");
            lines.put(
                    Names.power("", Names.POWER, PERIOD_MS, labels),
                    time -> DemoJob.allComputeW(time) * (1 + STORE + TRANSMIT) / 4);
        }
        var labels = labels("", "main", "modbus", "other", "site", "metered");
        lines.put(
                Names.power("", Names.POWER, PERIOD_MS, labels),
                time -> DemoJob.allComputeW(time) * (1 + COOLING + STORE + TRANSMIT + OTHER + LOSSES));
    }

    private void supply() {
        lines.put(source(Names.SUPPLY, "solar"), DemoSite::solarW);
        lines.put(source(Names.SUPPLY, "battery"), DemoPlant::dischargeW);
        lines.put(source(Names.CHARGE, "battery"), DemoPlant::chargeW);
        lines.put(
                Series.of(Names.STATE_OF_CHARGE, Measure.LEVEL, "", PERIOD_MS, Map.of(Names.SOURCE, "battery")),
                DemoPlant::chargeFraction);
    }

    private static Series source(String metric, String source) {
        return Names.power("", metric, PERIOD_MS, Map.of(Names.SOURCE, source));
    }

    private static double dischargeW(Instant time) {
        double hour = DemoSite.hour(time);
        return hour > 17.5 && hour < 20.5 ? BATTERY_W : 0;
    }

    private static double chargeW(Instant time) {
        double hour = DemoSite.hour(time);
        return hour > 11 && hour < 14.5 ? BATTERY_W * 0.85 : 0;
    }

    private static double chargeFraction(Instant time) {
        double hour = DemoSite.hour(time);
        if (hour <= 11 || hour >= 20.5) {
            return 0.3;
        }
        return hour < 14.5 ? 0.3 + 0.6 * (hour - 11) / 3.5 : hour < 17.5 ? 0.9 : 0.9 - 0.6 * (hour - 17.5) / 3;
    }

    private static boolean isAt(Series series, String node) {
        return series.labels().getOrDefault(Names.NODE, "").equals(node);
    }

    /** {@return one sample of every series but that of the silent meter} */
    Batch at(Instant time, long epoch, long sequence) {
        var columns = columns(List.of(time)).stream()
                .filter(it -> !isAt(it.series(), SILENT_NODE))
                .toList();
        return new Batch(SOURCE, epoch, sequence, columns, List.of());
    }

    /**
     * {@return samples of every series at these times, in order, with the gap that a driver's restart left in the last day}
     *
     * @param last last time of all batches; the batch that has it tells of the gap
     */
    Batch at(List<Instant> times, Instant last, long epoch, long sequence) {
        long fromMs = last.minus(GAP_BEFORE).toEpochMilli();
        long toMs = fromMs + GAP.toMillis();
        long silentMs = last.minus(SILENCE).toEpochMilli();
        var gaps = lines.keySet().stream()
                .filter(it -> isAt(it, GAP_NODE) && times.getLast().equals(last))
                .map(it -> new SeriesGap(it, fromMs, toMs, OptionalDouble.empty(), Message.of("demo.gap.driver")))
                .toList();
        var columns = columns(times).stream()
                .map(it -> isAt(it.series(), GAP_NODE)
                        ? without(it, fromMs, toMs)
                        : isAt(it.series(), SILENT_NODE) ? without(it, silentMs, last.toEpochMilli()) : it)
                .toList();
        return new Batch(SOURCE, epoch, sequence, columns, gaps);
    }

    private List<Column> columns(List<Instant> times) {
        long[] timesMs = times.stream().mapToLong(Instant::toEpochMilli).toArray();
        var columns = new ArrayList<Column>();
        lines.forEach((series, line) -> columns.add(new Column(
                series,
                timesMs,
                times.stream().mapToDouble(it -> told(line.at(it))).toArray())));
        return columns;
    }

    /** {@return a figure as meters tell it: in whole thousandths} */
    private static double told(double value) {
        return Math.rint(value * 1e3) / 1e3;
    }

    private static Column without(Column column, long fromMs, long toMs) {
        var times = new ArrayList<Long>();
        var values = new ArrayList<Double>();
        for (int i = 0; i < column.size(); i++) {
            if (column.timesMs()[i] <= fromMs || column.timesMs()[i] > toMs) {
                times.add(column.timesMs()[i]);
                values.add(column.values()[i]);
            }
        }
        return new Column(
                column.series(),
                times.stream().mapToLong(Long::longValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
