package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupUseTest {
    @TempDir
    private Path root;

    private Host host;
    private Path ours;

    @BeforeEach
    void aHostWithCgroups() throws IOException {
        host = new Host(root, Map.of());
        ours = Files.createDirectories(root.resolve("sys/fs/cgroup/user.slice/session"));
        Files.writeString(root.resolve("sys/fs/cgroup/cgroup.controllers"), "cpu io\n");
        Files.writeString(ours.resolve("cgroup.procs"), "10\n");
        Files.createDirectories(root.resolve("proc/10"));
        Files.writeString(root.resolve("proc/10/cgroup"), "1:cpu:/other\n0::/user.slice/session\n");
    }

    @Test
    void oneIsMadeBelowOursAndRemovedAgain() throws IOException {
        var leftover = Files.createDirectories(ours.resolve("negawatt-99"));
        var made = ours.resolve("negawatt-10");
        try (var cgroup = CgroupUse.make(host, 10).orElseThrow()) {
            assertThat(made).isDirectory();
            assertThat(leftover).doesNotExist();
            assertThat(cgroup.adopt(11)).isTrue();
            assertThat(made.resolve("cgroup.procs")).hasContent("11");
            Files.delete(made.resolve("cgroup.procs"));
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void withoutVersionTwoThereIsNone() throws IOException {
        Files.delete(root.resolve("sys/fs/cgroup/cgroup.controllers"));
        assertThat(CgroupUse.make(host, 10)).isEmpty();
        assertThat(CgroupUse.exclusive(host, 10, pid -> OptionalInt.of(0))).isEmpty();
    }

    @Test
    void itsSumsAreReadOfWholeDisksOnly() throws IOException {
        var cgroup = CgroupUse.exclusive(host, 10, pid -> OptionalInt.of(0)).orElseThrow();
        assertThat(cgroup.cpuMicros()).as("no such file").isEmpty();
        Files.writeString(ours.resolve("cpu.stat"), "usage_usec 1234567\nuser_usec 1000000\nsystem_usec 234567\n");
        Files.createDirectories(root.resolve("sys/dev/block/259:0/device"));
        Files.createDirectories(root.resolve("sys/dev/block/253:0"));
        Files.writeString(
                ours.resolve("io.stat"),
                "259:0 rbytes=1000 wbytes=200 rios=1 wios=1 dbytes=7 dios=0\n253:0 rbytes=1000 wbytes=200 rios=1\n");
        assertThat(cgroup.cpuMicros()).contains(1234567L);
        assertThat(cgroup.ioBytes()).contains(1200L);
    }

    @Test
    void aPathThatLeavesTheMountIsNotFollowed() throws IOException {
        Files.writeString(root.resolve("proc/10/cgroup"), "0::/../../../proc\n");
        assertThat(CgroupUse.exclusive(host, 10, pid -> OptionalInt.of(0))).isEmpty();
    }
}
