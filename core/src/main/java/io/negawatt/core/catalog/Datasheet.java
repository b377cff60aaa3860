package io.negawatt.core.catalog;

import io.negawatt.core.text.Message;
import java.util.List;

/**
 * How fast an accelerator is by its datasheet.
 *
 * @param gpu the device, with its memory and power
 * @param bf16Tflops dense operations a second in bfloat16, in 1e12
 * @param fp8Tflops the same in 8 bits; that of bfloat16 where the chip has no such format
 * @param fp4Tflops the same in 4 bits; that of 8 bits where the chip has no such format
 * @param memoryTbPerS bandwidth of its memory, in TB/s
 * @param linkGbPerS bandwidth to its peers in a node, both directions together, in GB/s
 * @param host what stands around the device
 */
public record Datasheet(
        Gpu gpu,
        double bf16Tflops,
        double fp8Tflops,
        double fp4Tflops,
        double memoryTbPerS,
        double linkGbPerS,
        Host host,
        Origin origin)
        implements Fact {

    /** What stands around a device, draws power with it, and says where it is. */
    public enum Host {
        /** A server with eight of them, in a data center. */
        SERVER,
        /** A machine of its own: a desktop, a workstation, a box with a processor alone. */
        NODE,
        /** Nothing: the device is the whole machine. */
        NONE
    }

    public Datasheet {
        fp8Tflops = fp8Tflops > 0 ? fp8Tflops : bf16Tflops;
        fp4Tflops = fp4Tflops > 0 ? fp4Tflops : fp8Tflops;
    }

    /** {@return whether it stands where its user is, and not in a data center} */
    public boolean isEdge() {
        return host != Host.SERVER;
    }

    @Override
    public Fact.Kind kind() {
        return Fact.Kind.DATASHEET;
    }

    @Override
    public String id() {
        return gpu.id();
    }

    @Override
    public Names names() {
        return gpu.names();
    }

    @Override
    public List<String> aliases() {
        return gpu.aliases();
    }

    @Override
    public Message figures() {
        return Message.of(
                "catalog.figures.datasheet",
                Ranges.number(bf16Tflops),
                Ranges.number(fp8Tflops),
                Ranges.number(fp4Tflops),
                Ranges.number(memoryTbPerS) + " TB/s",
                Ranges.number(linkGbPerS) + " GB/s");
    }
}
