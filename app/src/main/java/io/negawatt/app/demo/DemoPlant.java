package io.negawatt.app.demo;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Batch;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.app.live.SeriesGap;
import io.negawatt.core.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The power of the demonstration's site as a function of time alone: the same moment is the same figure, whenever it is asked for.
 * Jobs draw power on their nodes; chillers, storage, network and the rest follow; the roof and the battery bring a part of it.
 */
final class DemoPlant {
    static final String SOURCE = "demo";

    private static final long PERIOD_MS = 600_000;
    private static final double BATTERY_W = 46_000;
    private static final List<Job> JOBS = List.of(
            new Job("pretrain-13b", "language", 6, 166_000, 0.02, false),
            new Job("chat-serving", "platform", 4, 99_000, 0.22, false),
            new Job("lora-70b", "finance", 2, 47_200, 0.03, false),
            new Job("batch-embed", "search", 2, 28_400, 0.06, false),
            new Job("vision-hold", "vision", 1, 21_600, 0.005, true));

    /** Nobody's part of what GPUs draw. */
    private static final double UNCLAIMED = 0.025;

    /**
     * What runs.
     *
     * @param nodes how many nodes it has
     * @param watts its mean compute power, in W
     * @param swing how much it follows the day, as a fraction
     * @param idle whether it is held and does nothing
     */
    private record Job(String name, String tenant, int nodes, double watts, double swing, boolean idle) {}

    private final Map<Series, Line> lines = new LinkedHashMap<>();

    /** Power of a series at a time, in W or as a fraction. */
    private interface Line {
        double at(Instant time);
    }

    DemoPlant() {
        JOBS.forEach(this::add);
        overhead("cooling", "modbus", "rack", "metered", "chillers and pumps", 0.184, 0.06);
        overhead("store", "redfish", "node", "metered", "storage shelves", 0.048, 0.01);
        overhead("transmit", "model", "rack", "modeled", "switches by bytes", 0.034, 0.03);
        overhead("other", "redfish", "rack", "metered", "conversion and light", 0.043, 0.005);
        supply();
    }

    private void add(Job job) {
        for (int i = 0; i < job.nodes(); i++) {
            int node = i;
            var labels = new TreeMap<String, String>();
            labels.put(Names.NODE, job.name() + "-" + (i + 1));
            labels.put(Names.CHANNEL, "gpu");
            labels.put(Names.METER, "nvml");
            labels.put(Names.DEVICE, "8 × H100");
            labels.put(Names.COMPONENT, "compute");
            labels.put(Names.SCOPE, "device");
            labels.put(Names.TIER, "counter");
            lines.put(
                    Names.power(job.tenant(), Names.POWER, PERIOD_MS, labels),
                    time -> computeW(job, time) / job.nodes() * (1 + 0.01 * wobble(time, 7 + node)));
        }
        attribute(job, "compute", 1 - UNCLAIMED);
        attribute(job, "store", 0.046);
        attribute(job, "transmit", 0.03);
    }

    private void attribute(Job job, String component, double share) {
        var labels = new TreeMap<String, String>();
        labels.put(Names.JOB, job.name());
        labels.put(Names.COMPONENT, component);
        if (job.idle()) {
            labels.put(Names.KIND, Names.RESERVED);
        }
        lines.put(Names.power(job.tenant(), Names.ATTRIBUTED, PERIOD_MS, labels), time -> share * computeW(job, time));
    }

    private static double computeW(Job job, Instant time) {
        double hour = DemoSite.hour(time);
        double day = Math.exp(-Math.pow((hour - 15) / 4.5, 2)) + Math.exp(-Math.pow((hour - 19) / 1.5, 2)) - 0.45;
        double step = 0.012 * Math.signum(Math.sin(time.getEpochSecond() / 37.0 + job.nodes()));
        double noise = 0.008 * wobble(time, job.name().length());
        return job.watts() * (1 + job.swing() * day + (job.idle() ? 0.1 : 1) * (step + noise));
    }

    /** {@return a smooth wandering between about −1 and 1} */
    private static double wobble(Instant time, int phase) {
        double s = time.toEpochMilli() / 1e3;
        return (Math.sin(s / 5.3 + phase) + Math.sin(s / 41.7 + 2.1 * phase) + Math.sin(s / 613 + phase)) / 3;
    }

    private static double allComputeW(Instant time) {
        return JOBS.stream().mapToDouble(it -> computeW(it, time)).sum();
    }

    private void overhead(
            String component, String meter, String scope, String tier, String device, double share, double swing) {
        var labels = new TreeMap<String, String>();
        labels.put(Names.NODE, "site");
        labels.put(Names.CHANNEL, component);
        labels.put(Names.METER, meter);
        labels.put(Names.DEVICE, device);
        labels.put(Names.COMPONENT, component);
        labels.put(Names.SCOPE, scope);
        labels.put(Names.TIER, tier);
        lines.put(Names.power("", Names.POWER, PERIOD_MS, labels), time -> {
            double warm = Math.exp(-Math.pow((DemoSite.hour(time) - 15) / 5, 2)) - 0.4;
            return share * allComputeW(time) * (1 + swing * warm + 0.004 * wobble(time, component.length()));
        });
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

    /** {@return one sample of every series} */
    Batch at(Instant time, long epoch, long sequence) {
        return new Batch(SOURCE, epoch, sequence, columns(List.of(time)), List.of());
    }

    /** {@return samples of every series at these times, in order, with the gap that a driver's restart left yesterday} */
    Batch at(List<Instant> times, long epoch, long sequence) {
        var last = times.getLast();
        long fromMs = last.minusSeconds(58_000).toEpochMilli();
        long toMs = fromMs + 1_260_000;
        var gaps = lines.keySet().stream()
                .filter(it -> it.labels().getOrDefault(Names.NODE, "").equals("lora-70b-1"))
                .map(it -> new SeriesGap(it, fromMs, toMs, OptionalDouble.empty(), Message.of("demo.gap.driver")))
                .toList();
        var columns = columns(times).stream()
                .map(it -> gaps.stream().anyMatch(gap -> gap.series().equals(it.series()))
                        ? without(it, fromMs, toMs)
                        : it)
                .toList();
        return new Batch(SOURCE, epoch, sequence, columns, gaps);
    }

    private List<Column> columns(List<Instant> times) {
        long[] timesMs = times.stream().mapToLong(Instant::toEpochMilli).toArray();
        var columns = new ArrayList<Column>();
        lines.forEach((series, line) -> columns.add(
                new Column(series, timesMs, times.stream().mapToDouble(line::at).toArray())));
        return columns;
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
