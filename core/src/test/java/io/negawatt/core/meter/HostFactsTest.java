package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostFactsTest {
    static final String SERVER = """
        sys/block/nvme0n1/size = 7501476528
        sys/block/nvme0n1/queue/rotational = 0
        sys/block/nvme0n1/device/model = SAMSUNG MZQL23T8
        sys/block/sda/size = 7814037168
        sys/block/sda/queue/rotational = 1
        sys/block/loop0/size = 8
        sys/block/dm-0/size = 8
        sys/block/zram0/size = 8
        sys/class/net/lo/mtu = 65536
        sys/class/net/ens5/device/vendor = 0x15b3
        sys/class/net/docker0/mtu = 1500
        proc/meminfo = MemTotal:       131900000 kB
        """;

    @TempDir
    Path root;

    @Test
    void aServerSaysWhatItHas() {
        var tree = new FixtureTree(root, SERVER).write("proc/cpuinfo", """
            processor	: 0
            vendor_id	: GenuineIntel
            model name	: Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz
            physical id	: 0
            flags		: fpu vme
            processor	: 1
            model name	: Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz
            physical id	: 1
            """);
        var facts = HostFacts.of(tree.host());
        assertThat(facts.cpuModel()).hasValue("Intel(R) Xeon(R) Gold 6230 CPU @ 2.10GHz");
        assertThat(facts.cpuFrom("GenuineIntel")).isTrue();
        assertThat(facts.sockets()).isEqualTo(2);
        assertThat(facts.threads()).isEqualTo(2);
        assertThat(facts.virtual()).isFalse();
        assertThat(facts.memoryGb()).isCloseTo(135.07, Offset.offset(0.01));
        assertThat(facts.interfaces()).containsExactly("ens5");
        assertThat(facts.disks()).extracting(HostFacts.Disk::name).containsExactly("nvme0n1", "sda");
        assertThat(facts.disks().get(0).model()).hasValue("SAMSUNG MZQL23T8");
        assertThat(facts.disks().get(0).sizeTb()).isCloseTo(3.84, Offset.offset(0.01));
        assertThat(facts.disks().get(1).rotational()).isTrue();
    }

    /** A container sees the software end of its link and no more. */
    @Test
    void aContainerHasItsSoftwareLink() {
        var tree = new FixtureTree(root, "sys/class/net/lo/mtu = 65536\nsys/class/net/eth0/mtu = 1500\n");
        assertThat(HostFacts.of(tree.host()).interfaces()).containsExactly("eth0");
    }

    @Test
    void aHostThatSaysNothingHasNothing() {
        var facts = HostFacts.of(new FixtureTree(root, "").host());
        assertThat(facts.threads()).isEqualTo(1);
        assertThat(facts.cpuModel()).isEqualTo(Optional.empty());
        assertThat(facts.disks()).isEmpty();
        assertThat(facts.memoryGb()).isZero();
    }
}
