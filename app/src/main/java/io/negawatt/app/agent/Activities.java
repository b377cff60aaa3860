package io.negawatt.app.agent;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.ActivitySource;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.HostActivity;
import io.negawatt.core.meter.HostUnit;
import io.negawatt.core.meter.MeterSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Who used the host since the look before, and the part of the metered energy that follows from it.
 *
 * <p>Series: {@value #CPU_TIME} (s) of each unit and {@value #PROCESS_CPU_TIME} (s) of the busiest processes by name; {@link
 * Names#ATTRIBUTED} (J) of each unit and component. Labels beside those of {@link Names}: {@link Names#UNIT} ({@code container}, {@code
 * job}, {@code service}, {@code user}), {@value #POD}, {@value #PROCESS}.
 *
 * <p>Not thread-safe: the thread that polls.
 */
final class Activities implements AutoCloseable {
    static final String CPU_TIME = "cpu_time";
    static final String PROCESS_CPU_TIME = "process_cpu_time";
    static final String POD = "pod";
    static final String PROCESS = "process";

    /** Usual time between two looks; on a crowded host it is longer. */
    private static final long PERIOD_MS = 10_000;

    private static final int PROCESSES = 10;

    private final HostActivity host;
    private final List<ActivitySource> sources;
    private final String node;
    private Instant next = Instant.MIN;

    private Activities(HostActivity host, List<ActivitySource> sources, String node) {
        this.host = host;
        this.sources = sources;
        this.node = node;
    }

    /** {@return the activity of a host, and of the devices whose meters know who uses them} */
    static Activities of(io.negawatt.core.meter.Host host, MeterSet meters, String node, Instant now) {
        var sources = meters.meters().stream()
                .filter(ActivitySource.class::isInstance)
                .map(ActivitySource.class::cast)
                .toList();
        return new Activities(HostActivity.on(host, now, PROCESSES), sources, node);
    }

    /** Use counts from {@code now} on. */
    void start(Instant now) {
        host.look(now);
        sources.forEach(it -> it.activities(now, Activities::everybody));
        next = now.plus(host.every());
    }

    /** Every process counts, under its own id. */
    private static OptionalInt everybody(long pid) {
        return OptionalInt.of((int) pid);
    }

    /** {@return samples of the time since the look before; none where it is too early for another look} */
    List<Column> take(Instant now, Gathering gathering) {
        if (now.isBefore(next)) {
            return List.of();
        }
        var look = host.look(now);
        next = now.plus(host.every());
        var columns = new ArrayList<Column>();
        long atMs = now.toEpochMilli();
        look.units().forEach(it -> columns.add(column(CPU_TIME, "s", labels(it.unit()), atMs, it.cpuS())));
        processTimes(look).forEach((labels, cpuS) -> columns.add(column(PROCESS_CPU_TIME, "s", labels, atMs, cpuS)));
        var shares = shares(look, now);
        attributed(gathering.takeEnergyJ(), shares, look.elapsedS())
                .forEach((labels, joules) -> columns.add(column(Names.ATTRIBUTED, "J", labels, atMs, joules)));
        return List.copyOf(columns);
    }

    private Map<Map<String, String>, Double> processTimes(HostActivity.Look look) {
        var times = new HashMap<Map<String, String>, Double>();
        for (var process : look.processes()) {
            var labels = process.unit().map(this::labels).orElseGet(this::labels);
            labels.put(PROCESS, process.name());
            times.merge(labels, process.cpuS(), Double::sum);
        }
        return times;
    }

    private Map<String, Share> shares(HostActivity.Look look, Instant now) {
        var shares = new HashMap<String, Share>();
        var cpu = new Share(look.hostCpuS(), look.capacityS(), new HashMap<>());
        look.units().forEach(it -> cpu.uses().merge(it.unit(), it.cpuS(), Double::sum));
        shares.put(Activity.CPU, cpu);
        for (var source : sources) {
            source.activities(now, Activities::everybody).forEach(it -> shares.put(it.basis(), share(it)));
        }
        return shares;
    }

    private Share share(Activity activity) {
        var share = new Share(activity.hostAmount(), activity.capacity(), new HashMap<>());
        for (var use : activity.uses()) {
            host.unitOf(use.process()).ifPresent(unit -> share.uses().merge(unit, use.amount(), Double::sum));
        }
        return share;
    }

    /**
     * Who used a device.
     *
     * @param hostAmount use by everybody, in any unit
     * @param capacity full use in the same unit; 0 where there is no bound
     * @param uses use by units; together no more than {@code hostAmount}
     */
    record Share(double hostAmount, double capacity, Map<HostUnit, Double> uses) {}

    /**
     * {@return J by labels} What a device draws when idle is nobody's. Where that is known, the rest is shared by use; else the
     * whole is, as far as the device was in use, so that never more is given out than was metered.
     */
    private Map<Map<String, String>, Double> attributed(
            Map<Channel, Double> energies, Map<String, Share> shares, double elapsedS) {
        var attributed = new HashMap<Map<String, String>, Double>();
        energies.forEach((channel, joules) -> {
            var share = shares.get(channel.basis());
            if (share != null && channel.parent().isEmpty()) {
                attribute(channel, joules, elapsedS, share).forEach((unit, part) -> {
                    var labels = labels(unit);
                    labels.put(Names.COMPONENT, channel.component().id());
                    attributed.merge(labels, part, Double::sum);
                });
            }
        });
        return attributed;
    }

    static Map<HostUnit, Double> attribute(Channel channel, double joules, double elapsedS, Share share) {
        boolean idleKnown = channel.idleW().isPresent();
        double sharedJ = idleKnown ? Math.max(0, joules - channel.idleW().getAsDouble() * elapsedS) : joules;
        double whole = idleKnown ? share.hostAmount() : Math.max(share.capacity(), share.hostAmount());
        var parts = new HashMap<HostUnit, Double>();
        if (whole > 0 && sharedJ > 0) {
            share.uses().forEach((unit, use) -> parts.put(unit, sharedJ * use / whole));
        }
        return parts;
    }

    private Map<String, String> labels() {
        var labels = new TreeMap<String, String>();
        labels.put(Names.NODE, node);
        return labels;
    }

    private Map<String, String> labels(HostUnit unit) {
        var labels = labels();
        labels.put(Names.JOB, unit.name());
        labels.put(Names.UNIT, unit.kind().name().toLowerCase(java.util.Locale.ROOT));
        unit.pod().ifPresent(it -> labels.put(POD, it));
        return labels;
    }

    private static Column column(String metric, String unit, Map<String, String> labels, long atMs, double value) {
        var series = Series.of(metric, Measure.USE, unit, PERIOD_MS, labels);
        return new Column(series, new long[] {atMs}, new double[] {value});
    }

    @Override
    public void close() {
        host.close();
    }
}
