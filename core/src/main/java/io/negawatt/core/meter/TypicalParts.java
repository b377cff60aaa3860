package io.negawatt.core.meter;

import io.negawatt.core.meter.Channel.Bounds;
import java.util.List;

/** The coefficients of {@link MachineModel#typical}, each with its source. */
final class TypicalParts {
    private static final String CLOUD_CARBON_FOOTPRINT =
            "Cloud Carbon Footprint methodology, averages over cloud servers";
    private static final double CPU_IDLE_W_PER_THREAD = 0.74;
    private static final double CPU_MAX_W_PER_THREAD = 3.5;
    private static final double MEMORY_W_PER_GB = 0.392;
    private static final double HDD_W_PER_TB = 0.65;
    private static final double SSD_W_PER_TB = 1.2;
    /** 0.001 kWh/GB, traffic between data centers. */
    private static final double EXTERNAL_J_PER_BIT = 0.001 * 3.6e6 / 8e9;
    /** 6 pJ/bit to or from DRAM; a byte over loopback is written and read again. */
    private static final double LOOPBACK_J_PER_BIT = 2 * 6e-12;
    /** Published watts by CPU generation lie between half and twice the average. */
    private static final Bounds BY_TWO = Bounds.byFactor(2);
    /** Published figures of networks spread over two orders. */
    private static final Bounds BY_TEN = Bounds.byFactor(10);

    private TypicalParts() {}

    static MachineModel.Cpu cpu(HostFacts facts) {
        return new MachineModel.Cpu(
                facts.cpuModel().orElse("CPU"),
                facts.threads() * CPU_IDLE_W_PER_THREAD,
                facts.threads() * CPU_MAX_W_PER_THREAD,
                MachineModel.Cpu.LINEAR,
                BY_TWO,
                CLOUD_CARBON_FOOTPRINT);
    }

    static MachineModel.Memory memory(HostFacts facts) {
        String label = "%.0f GB".formatted(facts.memoryGb());
        return new MachineModel.Memory(label, facts.memoryGb(), MEMORY_W_PER_GB, BY_TWO, CLOUD_CARBON_FOOTPRINT);
    }

    /** No figure for a byte is known that would fit every disk: the constant power stands for all. */
    static MachineModel.Disk disk(HostFacts.Disk disk) {
        double idleW = disk.sizeTb() * (disk.rotational() ? HDD_W_PER_TB : SSD_W_PER_TB);
        return new MachineModel.Disk(
                disk.name(), disk.model().orElse(disk.name()), idleW, 0, Bounds.byFactor(4), CLOUD_CARBON_FOOTPRINT);
    }

    static MachineModel.Link loopback() {
        return new MachineModel.Link(
                MachineModel.Link.LOOPBACK,
                "loopback",
                List.of("lo"),
                false,
                LOOPBACK_J_PER_BIT,
                1,
                BY_TEN,
                "LLMServingSim, DRAM 6 pJ/bit");
    }

    static MachineModel.Link external(HostFacts facts) {
        return new MachineModel.Link(
                MachineModel.Link.EXTERNAL,
                String.join(", ", facts.interfaces()),
                facts.interfaces(),
                true,
                EXTERNAL_J_PER_BIT,
                0.5,
                BY_TEN,
                CLOUD_CARBON_FOOTPRINT);
    }
}
