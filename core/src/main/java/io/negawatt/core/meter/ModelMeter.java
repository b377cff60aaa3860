package io.negawatt.core.meter;

import io.negawatt.core.meter.MachineModel.Part;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The meter for what has none: what a {@link MachineModel} says that the host's parts draw, times what the kernel says that
 * they did.
 *
 * <p>Channels: {@code cpu} (idle + (max − idle) · load(utilization)), {@code memory} (W/GB · GB), {@code disk:NAME} (idle W +
 * J/byte · bytes), {@code net:loopback} and {@code net:external} (bits · J/bit · share). CPU utilization knows nothing of
 * frequency, SMT and vector units; that error is in the bounds of the model. GPUs are not modeled.
 */
public final class ModelMeter implements Meter {
    public static final MeterKind KIND = new MeterKind("model", ModelMeter::discover);

    private static final Duration PERIOD = Duration.ofMillis(100);

    private final ProcSnapshot proc;
    private final List<Channel> channels;
    private final List<Track> tracks;

    /**
     * @param host host whose kernel is asked
     * @param model coefficients of its parts; each part becomes a channel
     */
    public ModelMeter(Host host, MachineModel model) {
        this.proc = new ProcSnapshot(host);
        var parts = new ArrayList<Part>();
        model.cpu().ifPresent(parts::add);
        model.memory().ifPresent(parts::add);
        parts.addAll(model.disks());
        parts.addAll(model.links());
        this.channels = parts.stream().map(ModelMeter::channel).toList();
        this.tracks = parts.stream().map(this::track).toList();
    }

    private static Discovery discover(Host host) {
        if (!Files.isReadable(host.proc().resolve("stat"))) {
            return new Discovery.Absent(Message.of("meter.model.absent", host.proc().resolve("stat")));
        }
        return new Discovery.Found(new ModelMeter(host, MachineModel.typical(HostFacts.of(host))));
    }

    private static Channel channel(Part part) {
        return new Channel(
                id(part),
                KIND.name(),
                part.label(),
                component(part),
                Scope.DEVICE,
                Tier.MODELED,
                basis(part),
                Optional.empty(),
                MachineModel.idleW(part),
                part.bounds());
    }

    private static String id(Part part) {
        return switch (part) {
            case MachineModel.Cpu _ -> "cpu";
            case MachineModel.Memory _ -> "memory";
            case MachineModel.Disk disk -> "disk:" + disk.name();
            case MachineModel.Link link -> "net:" + link.name();
        };
    }

    private static Component component(Part part) {
        return switch (part) {
            case MachineModel.Cpu _, MachineModel.Memory _ -> Component.COMPUTE;
            case MachineModel.Disk _ -> Component.STORE;
            case MachineModel.Link _ -> Component.TRANSMIT;
        };
    }

    private static String basis(Part part) {
        return switch (part) {
            case MachineModel.Cpu _, MachineModel.Memory _ -> Activity.CPU;
            case MachineModel.Disk _ -> Activity.IO;
            case MachineModel.Link _ -> Activity.NET;
        };
    }

    private Track track(Part part) {
        return switch (part) {
            case MachineModel.Cpu cpu -> new Track(new CpuEnergy(cpu));
            case MachineModel.Memory memory -> new Track(new CountedEnergy(() -> 0, memory.watts(), 0));
            case MachineModel.Disk disk ->
                new Track(new CountedEnergy(() -> proc.diskBytes(disk.name()), disk.idleW(), disk.joulesPerByte()));
            case MachineModel.Link link ->
                new Track(new CountedEnergy(
                        () -> proc.linkBytes(link.interfaces(), link.bothWays()),
                        0,
                        Byte.SIZE * link.joulesPerBit() * link.share()));
        };
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
    public void start(Instant now) {
        proc.refresh();
        tracks.forEach(track -> track.start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        proc.refresh();
        return tracks.stream().map(track -> track.poll(now)).toList();
    }

    @Override
    public void close() {
        proc.close();
    }

    /** Energy of a part since the call before. */
    private interface PartEnergy {
        /** Forgets what was counted before. */
        void rebase() throws IOException;

        /** {@return the energy in J; empty where the counter has not moved on yet} */
        OptionalDouble joules(double elapsedS) throws IOException;
    }

    /** One channel: where its next reading begins, and whether its base line holds. */
    private static final class Track {
        private final PartEnergy part;
        private Instant from = Instant.EPOCH;
        private Optional<IOException> lost = Optional.empty();

        Track(PartEnergy part) {
            this.part = part;
        }

        void start(Instant now) {
            from = now;
            rebase();
        }

        private void rebase() {
            try {
                part.rebase();
                lost = Optional.empty();
            } catch (IOException e) {
                lost = Optional.of(e);
            }
        }

        Reading poll(Instant now) {
            if (!now.isAfter(from)) {
                return new Reading.Pending(from, from);
            }
            if (lost.isPresent()) {
                var why = lost.get();
                rebase();
                return gap(now, why);
            }
            try {
                var joules = part.joules(Duration.between(from, now).toNanos() * 1e-9);
                return joules.isPresent() ? used(now, joules.getAsDouble()) : new Reading.Pending(from, now);
            } catch (IOException e) {
                rebase();
                return gap(now, e);
            }
        }

        private Reading used(Instant now, double joules) {
            var reading = new Reading.Used(from, now, Energy.ofJoules(joules));
            from = now;
            return reading;
        }

        private Reading gap(Instant now, IOException why) {
            var reading = new Reading.Gap(from, now, SysFile.unreadable(why));
            from = now;
            return reading;
        }
    }

    private final class CpuEnergy implements PartEnergy {
        private final MachineModel.Cpu cpu;
        private ProcSnapshot.CpuTicks last = new ProcSnapshot.CpuTicks(0, 0);

        CpuEnergy(MachineModel.Cpu cpu) {
            this.cpu = cpu;
        }

        @Override
        public void rebase() throws IOException {
            last = proc.cpu();
        }

        @Override
        public OptionalDouble joules(double elapsedS) throws IOException {
            var now = proc.cpu();
            long total = now.total() - last.total();
            if (total < 0) {
                throw new IOException("the CPU time stepped back by %d ticks".formatted(-total));
            }
            if (total == 0) {
                return OptionalDouble.empty();
            }
            // The kernel corrects its idle time now and then, so that a single step may leave 0..1 by a tick.
            double utilization = Math.clamp((double) (now.busy() - last.busy()) / total, 0, 1);
            last = now;
            return OptionalDouble.of(cpu.watts(utilization) * elapsedS);
        }
    }

    @FunctionalInterface
    private interface ByteCount {
        long get() throws IOException;
    }

    private static final class CountedEnergy implements PartEnergy {
        private final ByteCount bytes;
        private final double idleW;
        private final double joulesPerByte;
        private long last;

        CountedEnergy(ByteCount bytes, double idleW, double joulesPerByte) {
            this.bytes = bytes;
            this.idleW = idleW;
            this.joulesPerByte = joulesPerByte;
        }

        @Override
        public void rebase() throws IOException {
            last = bytes.get();
        }

        @Override
        public OptionalDouble joules(double elapsedS) throws IOException {
            long now = bytes.get();
            long moved = now - last;
            if (moved < 0) {
                throw new IOException("the count of bytes stepped back by " + -moved);
            }
            last = now;
            return OptionalDouble.of(idleW * elapsedS + joulesPerByte * moved);
        }
    }
}
