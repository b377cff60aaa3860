package io.negawatt.core.meter;

import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Finds NVML and its GPUs, or says what keeps them from being read. */
final class NvmlDiscovery {
    static final String LIBRARY_SETTING = "nvml.library";

    /** The loader's own search path first; then where containers, WSL and NixOS put it. */
    private static final List<String> LIBRARIES = List.of(
            "libnvidia-ml.so.1",
            "/usr/local/nvidia/lib64/libnvidia-ml.so.1",
            "/usr/lib/wsl/lib/libnvidia-ml.so.1",
            "/run/opengl-driver/lib/libnvidia-ml.so.1");

    private static final String NVIDIA_PCI_VENDOR = "0x10de";

    private NvmlDiscovery() {}

    static MeterKind.Discovery discover(Host host, Function<String, OptionalDouble> idleW) {
        var chosen = host.setting(LIBRARY_SETTING);
        if (chosen.isEmpty() && !host.root().equals(Path.of("/"))) {
            return absent("meter.nvml.absent.root");
        }
        return chosen.map(List::of).orElse(LIBRARIES).stream()
                .flatMap(library -> load(library).stream())
                .findFirst()
                .map(nvml -> open(nvml, idleW))
                .orElseGet(() -> notLoaded(host));
    }

    /** {@return how the energy of this GPU can be got; empty where neither counter nor power can be read} */
    static Optional<Tier> tierOf(NvmlGpu gpu) {
        boolean drawsPower = milliwatts(gpu).filter(mw -> mw > 0).isPresent();
        try {
            long mj = gpu.energyMillijoules();
            return Optional.of(mj == 0 && drawsPower ? Tier.METERED : Tier.COUNTER);
        } catch (NvmlException e) {
            return drawsPower ? Optional.of(Tier.METERED) : Optional.empty();
        }
    }

    private static Optional<Long> milliwatts(NvmlGpu gpu) {
        try {
            return Optional.of(gpu.powerMilliwatts());
        } catch (NvmlException e) {
            return Optional.empty();
        }
    }

    private static Optional<Nvml> load(String library) {
        try {
            return Optional.of(new Nvml(library));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static MeterKind.Discovery notLoaded(Host host) {
        var library = host.setting(LIBRARY_SETTING);
        if (library.isPresent()) {
            return closed(
                    Message.of("meter.nvml.closed.library", library.get()),
                    Message.of("meter.nvml.remedy.library", LIBRARY_SETTING));
        }
        return hasNvidiaBoard(host.sys())
                ? closed(Message.of("meter.nvml.closed.nodriver"), Message.of("meter.nvml.remedy.nodriver"))
                : absent("meter.nvml.absent.library");
    }

    private static MeterKind.Discovery open(Nvml nvml, Function<String, OptionalDouble> idleW) {
        var found = connect(nvml, idleW);
        if (!(found instanceof MeterKind.Discovery.Found)) {
            nvml.close();
        }
        return found;
    }

    private static MeterKind.Discovery connect(Nvml nvml, Function<String, OptionalDouble> idleW) {
        try {
            nvml.init();
            int count = nvml.deviceCount();
            var gpus = new ArrayList<NvmlGpu>();
            var notes = new ArrayList<Message>();
            for (int i = 0; i < count; i++) {
                open(nvml, i, gpus, notes);
            }
            var meter = new NvmlMeter(nvml, gpus, notes, idleW);
            if (count == 0) {
                return absent("meter.nvml.absent.device");
            }
            return meter.channels().isEmpty()
                    ? closed(meter.notes().getFirst(), Message.of("meter.nvml.remedy.blind"))
                    : new MeterKind.Discovery.Found(meter);
        } catch (NvmlException e) {
            return refused(e);
        }
    }

    private static void open(Nvml nvml, int index, List<NvmlGpu> gpus, List<Message> notes) {
        try {
            gpus.add(new NvmlGpu(nvml, index));
        } catch (NvmlException e) {
            notes.add(Message.of("meter.nvml.note.unreachable", index, e.text()));
        }
    }

    private static MeterKind.Discovery refused(NvmlException e) {
        return switch (e.code()) {
            case NvmlException.DRIVER_NOT_LOADED ->
                new MeterKind.Discovery.Closed(
                        Message.of("meter.nvml.closed.driver"),
                        Message.of("meter.nvml.remedy.driver"),
                        List.of("sudo", "modprobe", "nvidia"));
            case NvmlException.NO_PERMISSION ->
                closed(Message.of("meter.nvml.closed.permission"), Message.of("meter.nvml.remedy.permission"));
            case NvmlException.LIBRARY_MISMATCH ->
                closed(Message.of("meter.nvml.closed.mismatch"), Message.of("meter.nvml.remedy.mismatch"));
            default -> closed(Message.of("meter.nvml.closed.other", e.text()), Message.of("meter.nvml.remedy.other"));
        };
    }

    private static MeterKind.Discovery closed(Message reason, Message remedy) {
        return new MeterKind.Discovery.Closed(reason, remedy, List.of());
    }

    private static MeterKind.Discovery absent(String reason) {
        return new MeterKind.Discovery.Absent(Message.of(reason));
    }

    /** {@return whether the PCI bus shows an NVIDIA display controller (class 03)} */
    private static boolean hasNvidiaBoard(Path sys) {
        var devices = sys.resolve("bus/pci/devices");
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (var all = Files.list(devices)) {
            return all.anyMatch(device ->
                    reads(device.resolve("vendor"), NVIDIA_PCI_VENDOR) && reads(device.resolve("class"), "0x03"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean reads(Path file, String start) {
        try {
            return Files.readString(file).startsWith(start);
        } catch (IOException e) {
            return false;
        }
    }
}
