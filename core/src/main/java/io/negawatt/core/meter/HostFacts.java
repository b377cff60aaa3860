package io.negawatt.core.meter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a host says of its own parts, without a meter and without privileges: the base on which a model is chosen.
 *
 * @param cpuModel name of the CPU as the kernel shows it; empty where it shows none
 * @param cpuVendor vendor of the CPU as the kernel shows it, such as {@code GenuineIntel}; empty where it shows none
 * @param sockets number of CPU packages that are seen, at least 1
 * @param threads number of logical CPUs, at least 1
 * @param virtual whether the host is a virtual machine, whose CPUs are a share of a larger machine
 * @param memoryGb memory that the kernel manages, in GB (10⁹ bytes)
 * @param disks whole disks, sorted by name
 * @param interfaces network interfaces that carry traffic out of the host, sorted; {@code lo} is not among them
 */
public record HostFacts(
        Optional<String> cpuModel,
        Optional<String> cpuVendor,
        int sockets,
        int threads,
        boolean virtual,
        double memoryGb,
        List<Disk> disks,
        List<String> interfaces) {

    /** Whole disks; partitions, loop devices and devices that are laid over others would count bytes twice. */
    private static final Pattern NOT_A_DISK = Pattern.compile("(loop|ram|zram|dm-|md|nbd|sr|fd|drbd|bcache)\\d*.*");

    private static final Pattern SOFTWARE_LINK =
            Pattern.compile("lo|(veth|docker|br-|virbr|tun|tap|dummy|ifb|cni|flannel|cali|vxlan|wg|bond|team).*");
    private static final double BYTES_PER_KIB = 1024;
    private static final double BYTES_PER_SECTOR = 512;

    public HostFacts {
        disks = List.copyOf(disks);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * A whole disk.
     *
     * @param name its kernel name, such as {@code nvme0n1}
     * @param model what its maker calls it; empty for a virtual disk
     * @param rotational whether it turns
     * @param sizeTb its size in TB (10¹² bytes); 0 where the kernel does not say
     */
    public record Disk(String name, Optional<String> model, boolean rotational, double sizeTb) {}

    /** {@return what {@code host} says of itself} */
    public static HostFacts of(Host host) {
        Path cpuinfo = host.proc().resolve("cpuinfo");
        return new HostFacts(
                SysTree.field(cpuinfo, "model name"),
                SysTree.field(cpuinfo, "vendor_id"),
                sockets(cpuinfo),
                threads(cpuinfo),
                isVirtual(host),
                memoryGb(host),
                disks(host),
                interfaces(host));
    }

    private static int sockets(Path cpuinfo) {
        return Math.max(1, (int) lines(cpuinfo, "physical id").distinct().count());
    }

    private static int threads(Path cpuinfo) {
        return Math.max(1, (int) lines(cpuinfo, "processor").count());
    }

    private static Stream<String> lines(Path file, String key) {
        return SysTree.text(file).stream().flatMap(String::lines).filter(line -> line.startsWith(key));
    }

    private static boolean isVirtual(Host host) {
        return SysTree.field(host.proc().resolve("cpuinfo"), "flags")
                .map(flags -> List.of(flags.split(" ")).contains("hypervisor"))
                .orElse(false);
    }

    private static double memoryGb(Host host) {
        return SysTree.field(host.proc().resolve("meminfo"), "MemTotal")
                .map(text -> Double.parseDouble(text.replaceAll("[^0-9]", "")) * BYTES_PER_KIB / 1e9)
                .orElse(0.0);
    }

    private static List<Disk> disks(Host host) {
        return SysTree.children(
                        host.sys().resolve("block"),
                        name -> !NOT_A_DISK.matcher(name).matches())
                .stream()
                .map(HostFacts::disk)
                .toList();
    }

    private static Disk disk(Path folder) {
        return new Disk(
                SysTree.name(folder),
                SysTree.text(folder.resolve("device/model")),
                SysTree.number(folder.resolve("queue/rotational")).orElse(0L) == 1,
                SysTree.number(folder.resolve("size")).orElse(0L) * BYTES_PER_SECTOR / 1e12);
    }

    /** Where some interface has a device behind it, those do the work; a container sees only software ends. */
    private static List<String> interfaces(Host host) {
        Path net = host.sys().resolve("class/net");
        var all = SysTree.children(net, _ -> true).stream().map(SysTree::name).toList();
        var real = all.stream()
                .filter(name -> net.resolve(name).resolve("device").toFile().exists())
                .toList();
        var soft = all.stream()
                .filter(name -> !SOFTWARE_LINK.matcher(name).matches())
                .toList();
        return real.isEmpty() ? soft : real;
    }

    /** {@return whether the CPU is of the vendor that the kernel calls by one of these names} */
    boolean cpuFrom(String... vendors) {
        return cpuVendor.map(Set.of(vendors)::contains).orElse(false);
    }
}
