package io.negawatt.core.meter;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.CpuIdentity;
import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.units.Interval;
import java.util.List;

/** What the catalog says of the parts that a host names. */
record CatalogParts(Catalog catalog, HostFacts facts) {
    /** Class of network outside the host where nobody says which; see {@code negawatt catalog link}. */
    static final String USUAL_LINK = "datacenter";

    /** The kernel counts CPU time in hundredths of a second and may tell it one later. */
    private static final double KERNEL_TICK_S = 0.02;

    /** The other end of an external link bears the other half. */
    private static final double ONE_END = 0.5;

    MachineModel.Cpu cpu(CpuIdentity identity) {
        var cpu = catalog.cpu(identity);
        var power = cpu.power(facts.threads(), facts.sockets());
        return new MachineModel.Cpu(
                facts.cpuModel().orElse(cpu.architecture().en()),
                power.idleW().mid(),
                power.maxW().mid(),
                MachineModel.Cpu.LINEAR,
                bounds(power.idleW(), power.maxW()).withTick(KERNEL_TICK_S),
                power.basis() + " · " + cpu.origin().source());
    }

    MachineModel.Memory memory() {
        var wattsPerGb = catalog.memory();
        return new MachineModel.Memory(
                "%.0f GB".formatted(facts.memoryGb()),
                facts.memoryGb(),
                wattsPerGb.value().mid(),
                bounds(wattsPerGb.value()),
                wattsPerGb.origin().source());
    }

    /** A disk without a maker is a part of somebody's storage: it bears the watts of its size, not those of a whole disk. */
    MachineModel.Disk disk(HostFacts.Disk disk) {
        var known = catalog.disk(kind(disk));
        if (disk.model().isEmpty()) {
            var wattsPerTb = catalog.storage("ssd");
            var idleW = wattsPerTb.value().times(disk.sizeTb());
            return new MachineModel.Disk(
                    disk.name(),
                    disk.name(),
                    idleW.mid(),
                    known.ioJPerByte().mid(),
                    bounds(idleW, known.ioJPerByte()),
                    wattsPerTb.origin().source());
        }
        return new MachineModel.Disk(
                disk.name(),
                disk.model().orElse(disk.name()),
                known.idleW().mid(),
                known.ioJPerByte().mid(),
                bounds(known.idleW(), known.ioJPerByte()),
                known.origin().source());
    }

    private static String kind(HostFacts.Disk disk) {
        if (disk.model().isEmpty()) {
            return "unknown";
        }
        if (disk.name().startsWith("nvme")) {
            return "nvme";
        }
        return disk.rotational() ? "hdd" : "ssd";
    }

    MachineModel.Link loopback() {
        return link(MachineModel.Link.LOOPBACK, "loopback", List.of("lo"), false, 1);
    }

    /** @param linkClass class of network in the catalog, such as {@code datacenter} */
    MachineModel.Link external(String linkClass) {
        return link(MachineModel.Link.EXTERNAL, linkClass, facts.interfaces(), true, ONE_END);
    }

    private MachineModel.Link link(
            String name, String linkClass, List<String> interfaces, boolean bothWays, double share) {
        var link = catalog.link(linkClass);
        return new MachineModel.Link(
                name,
                interfaces.isEmpty() ? name : String.join(", ", interfaces),
                interfaces,
                bothWays,
                link.jPerBit().mid(),
                share,
                bounds(link.jPerBit()),
                link.origin().source());
    }

    /** The widest of the figures' relative ranges, because one factor stands for the whole part. */
    private static Bounds bounds(Interval... figures) {
        double low = 1;
        double high = 1;
        for (var figure : figures) {
            if (figure.mid() > 0) {
                low = Math.min(low, figure.low() / figure.mid());
                high = Math.max(high, figure.high() / figure.mid());
            }
        }
        return new Bounds(low, high);
    }
}
