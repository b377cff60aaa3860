package io.negawatt.core.meter;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;

/**
 * NVIDIA GPUs, one channel a board ({@code gpu0}, …), through the library that comes with the driver.
 *
 * <p>Where the board has an energy counter ({@code nvmlDeviceGetTotalEnergyConsumption}, Volta and newer) it is read: tier
 * {@link Tier#COUNTER}, ± 5 %. It ticks about every 100 ms, so a window shorter than {@link #SHORTEST_CERTAIN} is uncertain
 * by more than a twentieth. Where the counter is missing or dead, the board's power sensor is integrated: tier {@link Tier#METERED}, but
 * wider bounds, because {@code nvmlDeviceGetPowerUsage} is a 1 s average on Ampere and newer, and on the chips of the A100
 * and H100 it sees a quarter of the time only: there the error was reduced by 35 % on average once that was allowed for,
 * and that is the bound taken; ± 10 % elsewhere (<a href="https://arxiv.org/abs/2312.02741">arXiv 2312.02741</a>).
 *
 * <p>On Grace superchips the sensor sees the module: GPU, CPU and memory.
 *
 * <p>Driver and boards may vanish and come back while the meter runs: that time is a gap, and a new epoch of the counter
 * begins. The library keeps the driver loaded from discovery to {@link #close}.
 */
public final class NvmlMeter implements Meter, ActivitySource {
    public static final MeterKind KIND = new MeterKind("nvml", host -> NvmlDiscovery.discover(host, NvmlMeter::idleW));

    /** How often the energy counter has a new figure. */
    public static final Duration TICK = Duration.ofMillis(100);

    /** Twenty ticks: in a shorter window the moment of the ticks is worth more than 5 % of the figure. */
    public static final Duration SHORTEST_CERTAIN = TICK.multipliedBy(20);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Nvml nvml;
    private final List<NvmlGpu> gpus;
    private final List<NvmlEnergy> energies = new ArrayList<>();
    private final List<NvmlActivity> activities = new ArrayList<>();
    private final List<Channel> channels = new ArrayList<>();
    private final Set<Message> notes = new LinkedHashSet<>();
    private Instant lastTry = Instant.MIN;
    private boolean closed;

    /**
     * Takes over an open library and its boards.
     *
     * @param notes what was found out about boards that cannot be read
     * @param idleW what a board of this name draws when nobody uses it, in W
     */
    NvmlMeter(Nvml nvml, List<NvmlGpu> gpus, List<Message> notes, Function<String, OptionalDouble> idleW) {
        this.nvml = nvml;
        this.gpus = List.copyOf(gpus);
        this.notes.addAll(notes);
        for (var gpu : gpus) {
            activities.add(new NvmlActivity(gpu));
            NvmlDiscovery.tierOf(gpu)
                    .ifPresentOrElse(
                            tier -> add(gpu, tier, idleW),
                            () -> this.notes.add(Message.of("meter.nvml.note.blind", gpu.title())));
        }
    }

    /**
     * Looks for NVIDIA GPUs.
     *
     * @param host settings: {@code nvml.library} is the path of the library, where it is not on the loader's path
     * @param idleW what a board of this name draws when nobody uses it, in W; empty where only a fit can tell
     */
    public static MeterKind.Discovery discover(Host host, Function<String, OptionalDouble> idleW) {
        return NvmlDiscovery.discover(host, idleW);
    }

    private void add(NvmlGpu gpu, Tier tier, Function<String, OptionalDouble> idleW) {
        var scope = isModule(gpu.name()) ? Scope.MODULE : Scope.DEVICE;
        channels.add(new Channel(
                "gpu" + gpu.index(),
                KIND.name(),
                gpu.name(),
                Component.COMPUTE,
                scope,
                tier,
                Activity.gpu(gpu.index()),
                Optional.empty(),
                idleW.apply(gpu.name()),
                bounds(gpu.name(), tier)));
        energies.add(new NvmlEnergy(gpu, tier == Tier.COUNTER));
        if (tier != Tier.COUNTER) {
            notes.add(Message.of("meter.nvml.note.power", gpu.title()));
        }
        if (scope == Scope.MODULE) {
            notes.add(Message.of("meter.nvml.note.module", gpu.title()));
        }
    }

    private static boolean isModule(String name) {
        return name.contains("GH200") || name.contains("GB200") || name.contains("GB300");
    }

    /** What the catalog says of a board when nobody uses it; a board that it does not know is left to a fit. */
    private static OptionalDouble idleW(String board) {
        return Catalog.load()
                .gpu(board)
                .map(gpu -> OptionalDouble.of(gpu.idleW().mid()))
                .orElse(OptionalDouble.empty());
    }

    private static Channel.Bounds bounds(String name, Tier tier) {
        if (tier == Tier.COUNTER) {
            return Channel.Bounds.within(0.05).withTick(TICK.toMillis() / 1000.0);
        }
        boolean quarterOfTheTime =
                name.contains("A100") || name.contains("H100") || name.contains("H200") || name.contains("H800");
        return Channel.Bounds.within(quarterOfTheTime ? 0.35 : 0.10);
    }

    @Override
    public List<Channel> channels() {
        return List.copyOf(channels);
    }

    @Override
    public Duration period() {
        return TICK;
    }

    @Override
    public void start(Instant now) {
        energies.forEach(energy -> energy.start(now));
        activities.forEach(activity -> activity.start(now));
    }

    @Override
    public List<Reading> poll(Instant now) {
        recover(now);
        var readings = new ArrayList<Reading>(energies.size());
        for (var energy : energies) {
            readings.add(energy.poll(now));
        }
        return readings;
    }

    @Override
    public List<Activity> activities(Instant now, ProcessIndex processes) {
        var told = new ArrayList<Activity>(activities.size());
        for (var activity : activities) {
            activity.since(now, processes).ifPresent(told::add);
        }
        return told;
    }

    /** {@return what a reader of the figures should know, as far as it is known by now, each thing once} */
    @Override
    public List<Message> notes() {
        energies.forEach(energy -> energy.note().ifPresent(notes::add));
        for (int i = 0; i < gpus.size(); i++) {
            if (activities.get(i).isMig()) {
                notes.add(Message.of("meter.nvml.note.mig", gpus.get(i).title()));
            }
            if (activities.get(i).isByMemory()) {
                notes.add(Message.of("meter.nvml.note.memory", gpus.get(i).title()));
            }
        }
        return List.copyOf(notes);
    }

    /** Looks for what is lost, once a second at most: connecting to a driver that is not there takes its time. */
    private void recover(Instant now) {
        if (gpus.stream().noneMatch(NvmlGpu::isLost) || now.isBefore(lastTry.plus(RETRY))) {
            return;
        }
        lastTry = now;
        if (nvml.down().isEmpty() || connects()) {
            gpus.stream().filter(NvmlGpu::isLost).forEach(NvmlGpu::reopen);
        }
    }

    /** A failure is kept by the library's binding and told by each reading that follows. */
    private boolean connects() {
        try {
            nvml.init();
            return true;
        } catch (NvmlException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            nvml.close();
        }
    }
}
