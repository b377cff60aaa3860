package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostUseTest {
    @TempDir
    private Path root;

    @Test
    void onlyDevicesWithHardwareBehindThemCountWhereTheSystemTells() throws IOException {
        for (var device : new String[] {"block/vda", "class/net/ens3"}) {
            Files.createDirectories(root.resolve("sys").resolve(device).resolve("device"));
        }
        for (var layer : new String[] {"block/dm-0", "block/loop0", "class/net/docker0", "class/net/lo"}) {
            Files.createDirectories(root.resolve("sys").resolve(layer));
        }
        counters(0);
        try (var use = new HostUse(new Host(root, Map.of()))) {
            counters(100);
            assertThat(use.ioBytes()).isEqualTo(2 * 100 * 512);
            assertThat(use.traffic()).isEqualTo(new HostUse.Traffic(200, 200));
            assertThat(use.ioBytes()).isZero();
        }
    }

    @Test
    void aCounterThatFellIsANewBaseLine() throws IOException {
        var proc = new FakeProc(root).host(500, 0, 0, 0);
        try (var use = new HostUse(proc.host())) {
            proc.host(-400, 0, 0, 0);
            assertThat(use.cpuS()).isZero();
            proc.host(50, 0, 0, 0);
            assertThat(use.cpuS()).isEqualTo(0.5);
            assertThat(use.cores()).isEqualTo(2);
        }
    }

    @Test
    void aHostWithoutCountersUsesNothingThatIsKnown() {
        try (var use = new HostUse(new Host(root.resolve("none"), Map.of()))) {
            assertThat(use.cpuS()).isZero();
            assertThat(use.traffic()).isEqualTo(new HostUse.Traffic(0, 0));
            assertThat(use.cores()).isPositive();
        }
    }

    private void counters(long n) throws IOException {
        var proc = Files.createDirectories(root.resolve("proc/net")).getParent();
        Files.writeString(proc.resolve("stat"), "cpu  1 0 0 0 0 0 0 0 0 0\ncpu0 1 0 0 0 0 0 0 0 0 0\n");
        var disks = new StringBuilder();
        for (var name : new String[] {"vda", "vda1", "dm-0", "loop0"}) {
            disks.append(" 254 0 %s 1 0 %d 0 1 0 %d 0 0 0 0\n".formatted(name, n, n));
        }
        Files.writeString(proc.resolve("diskstats"), disks);
        var links = new StringBuilder("Inter-| Receive\n face |bytes\n");
        for (var name : new String[] {"lo", "ens3", "docker0", "veth12"}) {
            links.append("%6s: %d 1 0 0 0 0 0 0 %d 1 0 0 0 0 0 0\n".formatted(name, n, n));
        }
        Files.writeString(proc.resolve("net/dev"), links);
    }
}
