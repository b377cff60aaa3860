package io.negawatt.core.meter;

import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.CounterSpec;
import io.negawatt.core.series.PowerIntegrator;
import io.negawatt.core.series.Reading;
import io.negawatt.core.series.WrappingCounter;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Power and energy sensors that kernel drivers show under {@code /sys/class/hwmon}: ACPI power meters and power supplies of a
 * node, AMD and Intel GPUs, NVIDIA Grace modules, shunt sensors at a board's input. Which drivers are known, and what their
 * sensors see, is in {@link HwmonRules}. Power is integrated by the trapezoid rule.
 */
public final class HwmonMeter implements Meter {
    public static final MeterKind KIND = new MeterKind("hwmon", HwmonMeter::discover);

    private static final double JOULES_PER_TICK = 1e-6;
    private static final double WATTS_PER_COUNT = 1e-6;
    /** Drivers accumulate in 64 bits; this only keeps out figures of a broken driver. */
    private static final double MAX_POWER_W = 10_000;

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final Duration LONGEST_HOLE = Duration.ofSeconds(10);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(10);

    private final List<Channel> channels;
    private final List<Track> tracks;
    private final List<Message> notes;

    private interface Track extends AutoCloseable {
        void start(Instant now);

        Reading poll(Instant now);

        @Override
        void close();
    }

    private HwmonMeter(List<HwmonTree.Sensor> sensors, List<Track> tracks, List<Message> notes) {
        this.channels = sensors.stream().map(HwmonMeter::channel).toList();
        this.tracks = List.copyOf(tracks);
        this.notes = List.copyOf(notes);
    }

    private static Discovery discover(Host host) {
        return discover(host, SysFile.Opener.system());
    }

    static Discovery discover(Host host, SysFile.Opener opener) {
        var tree = HwmonTree.of(host);
        var read = new ArrayList<HwmonTree.Sensor>();
        var tracks = new ArrayList<Track>();
        var refused = new ArrayList<HwmonTree.Sensor>();
        for (var sensor : tree.sensors()) {
            try {
                tracks.add(track(sensor, SysCounter.open(sensor.file(), opener)));
                read.add(sensor);
            } catch (IOException e) {
                refused.add(sensor);
            }
        }
        if (!read.isEmpty()) {
            var notes = new ArrayList<>(tree.notes());
            refused.forEach(sensor -> notes.add(Message.of("meter.hwmon.refused", sensor.file())));
            return new Discovery.Found(new HwmonMeter(read, tracks, notes));
        }
        return refused.isEmpty() ? new Discovery.Absent(Message.of("meter.hwmon.absent")) : closed(refused);
    }

    private static Discovery.Closed closed(List<HwmonTree.Sensor> refused) {
        var files = refused.stream().map(sensor -> sensor.file().toString()).toList();
        return new Discovery.Closed(
                Message.of("meter.hwmon.refused", files.getFirst()),
                Message.of("meter.hwmon.remedy"),
                Stream.concat(Stream.of("sudo", "chmod", "a+r"), files.stream()).toList());
    }

    private static Channel channel(HwmonTree.Sensor sensor) {
        var rule = sensor.rule();
        return new Channel(
                sensor.id(),
                KIND.name(),
                sensor.label(),
                Component.COMPUTE,
                rule.scope(),
                rule.tier(),
                rule.basis(),
                sensor.parent(),
                OptionalDouble.empty(),
                rule.bounds());
    }

    private static Track track(HwmonTree.Sensor sensor, SysCounter file) {
        return sensor.counts() ? new Energy(file) : new Power(file);
    }

    @Override
    public List<Channel> channels() {
        return channels;
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public List<Message> notes() {
        return notes;
    }

    @Override
    public void start(Instant now) {
        tracks.forEach(track -> track.start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        return tracks.stream().map(track -> track.poll(now)).toList();
    }

    @Override
    public void close() {
        tracks.forEach(Track::close);
    }

    private static final class Energy implements Track {
        private final CounterTrack counter;

        Energy(SysCounter file) {
            var spec = CounterSpec.unbounded(JOULES_PER_TICK, MAX_POWER_W).movingEvery(DEAD_AFTER);
            counter = new CounterTrack(file, new WrappingCounter(spec), Optional.of(DEAD_AFTER));
        }

        @Override
        public void start(Instant now) {
            counter.start(now);
        }

        @Override
        public Reading poll(Instant now) {
            return counter.poll(now);
        }

        @Override
        public void close() {
            counter.close();
        }
    }

    private static final class Power implements Track {
        private final SysCounter file;
        private final PowerIntegrator integrator = new PowerIntegrator(LONGEST_HOLE);

        Power(SysCounter file) {
            this.file = file;
        }

        @Override
        public void start(Instant now) {
            try {
                integrator.start(file.read() * WATTS_PER_COUNT, now);
            } catch (IOException e) {
                // The first poll says why, if it fails too.
                integrator.startUnread(now);
            }
        }

        @Override
        public Reading poll(Instant now) {
            try {
                return integrator.sample(file.read() * WATTS_PER_COUNT, now);
            } catch (IOException e) {
                return integrator.missed(SysFile.unreadable(e), now);
            }
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
