package io.negawatt.core.meter;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.meter.MachineModel.Part;
import io.negawatt.core.meter.MeterKind.Discovery;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    private static final Duration PERIOD = Duration.ofMillis(250);

    private final ProcSnapshot proc;
    private final List<Channel> channels;
    private final List<ModelTrack> tracks;

    /**
     * @param host host whose kernel is asked
     * @param model coefficients of its parts; each part becomes a channel
     */
    public ModelMeter(Host host, MachineModel model) {
        this.proc = new ProcSnapshot(
                host,
                model.disks().stream().map(MachineModel.Disk::name).toList(),
                model.links().stream()
                        .flatMap(link -> link.interfaces().stream())
                        .toList());
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
            return new Discovery.Absent(
                    Message.of("meter.model.absent", host.proc().resolve("stat")));
        }
        return new Discovery.Found(new ModelMeter(host, MachineModel.of(host, Catalog.load())));
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
            case MachineModel.Link link when link.name().equals(MachineModel.Link.LOOPBACK) -> Activity.NET_LOOPBACK;
            case MachineModel.Link _ -> Activity.NET;
        };
    }

    private ModelTrack track(Part part) {
        return switch (part) {
            case MachineModel.Cpu cpu -> new ModelTrack(new ModelTrack.CpuEnergy(proc, cpu));
            case MachineModel.Memory memory -> new ModelTrack(new ModelTrack.CountedEnergy(() -> 0, memory.watts(), 0));
            case MachineModel.Disk disk ->
                new ModelTrack(new ModelTrack.CountedEnergy(
                        () -> proc.diskBytes(disk.name()), disk.idleW(), disk.joulesPerByte()));
            case MachineModel.Link link ->
                new ModelTrack(new ModelTrack.CountedEnergy(
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
}
