package io.negawatt.core.meter;

import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.catalog.CpuIdentity;
import io.negawatt.core.meter.Channel.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the parts of a host draw, for {@link ModelMeter}: one entry a channel, each with its error and its source. A part that
 * is absent is not modeled.
 *
 * @param cpu all CPUs of the host together
 * @param memory all memory of the host together
 * @param disks whole disks, by their kernel names
 * @param links classes of network links
 */
public record MachineModel(Optional<Cpu> cpu, Optional<Memory> memory, List<Disk> disks, List<Link> links) {

    public MachineModel {
        disks = List.copyOf(disks);
        links = List.copyOf(links);
    }

    /** How well a part's figure is known and who says so. */
    public sealed interface Part {
        /** {@return what people call the part, such as {@code Intel Xeon Gold 6230}} */
        String label();

        /** {@return how wrong the figure may be} */
        Bounds bounds();

        /** {@return who published the coefficients} */
        String source();
    }

    /**
     * CPUs whose power follows their utilization: {@code idleW + (maxW − idleW) · load(utilization)}.
     *
     * @param idleW power of all packages at no load, in W
     * @param maxW power of all packages at full load, in W; at least {@code idleW}
     * @param load share of the dynamic power at equal steps of utilization from 0 to 1, straight lines between; the first
     *     is 0 and the last is 1, as in a SPECpower curve of 11 points; {@link #LINEAR} where no curve is known
     */
    public record Cpu(String label, double idleW, double maxW, List<Double> load, Bounds bounds, String source)
            implements Part {
        /** Power in proportion to utilization. */
        public static final List<Double> LINEAR = List.of(0.0, 1.0);

        public Cpu {
            load = List.copyOf(load);
            if (!(idleW >= 0 && maxW >= idleW && maxW < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "a CPU needs 0 <= idleW <= maxW, but got %s W and %s W".formatted(idleW, maxW));
            }
            if (load.size() < 2 || load.getFirst() != 0 || load.getLast() != 1) {
                throw new IllegalArgumentException("a load curve goes from 0 to 1, but got " + load);
            }
        }

        /** {@return the power at this utilization, in W} */
        public double watts(double utilization) {
            double at = Math.clamp(utilization, 0, 1) * (load.size() - 1);
            int step = Math.min((int) at, load.size() - 2);
            double share = load.get(step) + (at - step) * (load.get(step + 1) - load.get(step));
            return idleW + (maxW - idleW) * share;
        }
    }

    /**
     * Memory, whose power is taken as constant: refresh dominates, and no counter of its use is open to everybody.
     *
     * @param gb size in GB (10⁹ bytes)
     * @param wattsPerGb power in W/GB
     */
    public record Memory(String label, double gb, double wattsPerGb, Bounds bounds, String source) implements Part {
        public Memory {
            atLeastZero("memory", gb, wattsPerGb);
        }

        /** {@return the power, in W} */
        public double watts() {
            return gb * wattsPerGb;
        }
    }

    /**
     * A disk: a constant power and an amount for every byte that is moved.
     *
     * @param name kernel name, such as {@code nvme0n1}
     * @param idleW power at no load, in W
     * @param joulesPerByte energy to move a byte either way, in J/byte
     */
    public record Disk(String name, String label, double idleW, double joulesPerByte, Bounds bounds, String source)
            implements Part {
        public Disk {
            atLeastZero("disk " + name, idleW, joulesPerByte);
        }
    }

    /**
     * Links of one class: an average amount for every bit, {@code bits · joulesPerBit · share}.
     *
     * @param name class of the links, such as {@code loopback} or {@code external}; the channel is {@code net:NAME}
     * @param interfaces interfaces whose bytes are added up
     * @param bothWays whether received and sent bytes are added; loopback sees each byte both ways and counts it once
     * @param joulesPerBit energy of the whole path for a bit, in J/bit
     * @param share 1 where both ends are in the account, ½ where one is
     */
    public record Link(
            String name,
            String label,
            List<String> interfaces,
            boolean bothWays,
            double joulesPerBit,
            double share,
            Bounds bounds,
            String source)
            implements Part {
        public static final String LOOPBACK = "loopback";
        public static final String EXTERNAL = "external";

        public Link {
            interfaces = List.copyOf(interfaces);
            atLeastZero("link " + name, joulesPerBit, share);
        }
    }

    private static void atLeastZero(String part, double first, double second) {
        if (!(first >= 0 && second >= 0 && Double.isFinite(first) && Double.isFinite(second))) {
            throw new IllegalArgumentException(
                    "%s needs finite figures of at least 0, but got %s and %s".formatted(part, first, second));
        }
    }

    /**
     * {@return the model of a host from what it says of itself and what the catalog knows of such parts}
     *
     * <p>The setting {@code link} names the class of network outside the host, such as {@code datacenter} or {@code lan}.
     */
    public static MachineModel of(Host host, Catalog catalog) {
        var facts = HostFacts.of(host);
        var parts = new CatalogParts(catalog, facts);
        var identity = SysTree.text(host.proc().resolve("cpuinfo"))
                .map(CpuIdentity::ofCpuinfo)
                .orElse(CpuIdentity.UNKNOWN);
        var links = new ArrayList<Link>(List.of(parts.loopback()));
        if (!facts.interfaces().isEmpty()) {
            links.add(parts.external(host.setting("link").orElse(CatalogParts.USUAL_LINK)));
        }
        return new MachineModel(
                Optional.of(parts.cpu(identity)),
                Optional.of(parts.memory()).filter(memory -> memory.gb() > 0),
                facts.disks().stream().map(parts::disk).toList(),
                links);
    }

    /** {@return idle power of the part where it has one} */
    static OptionalDouble idleW(Part part) {
        return switch (part) {
            case Cpu cpu -> OptionalDouble.of(cpu.idleW());
            case Memory memory -> OptionalDouble.of(memory.watts());
            case Disk disk -> OptionalDouble.of(disk.idleW());
            case Link _ -> OptionalDouble.of(0);
        };
    }
}
