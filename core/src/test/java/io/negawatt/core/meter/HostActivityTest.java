package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostActivityTest {
    private static final Instant START = Instant.parse("2024-05-10T12:00:00Z");

    @TempDir
    private Path root;

    private Host host() {
        return new Host(root, Map.of());
    }

    private void write(String file, String text) throws IOException {
        var path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void process(long pid, String name, long ticks, long startTicks) throws IOException {
        write(
                "proc/" + pid + "/stat",
                "%d (%s) S 1 1 1 0 -1 0 0 0 0 0 %d 0 0 0 20 0 1 0 %d 0 0\n".formatted(pid, name, ticks, startTicks));
    }

    private void cpu(long ticks) throws IOException {
        write("proc/stat", "cpu  %d 0 0 0 0 0 0 0 0 0\ncpu0 0\ncpu1 0\n".formatted(ticks));
    }

    @Test
    void units_and_processes_used_what_their_counters_rose() throws IOException {
        write("sys/fs/cgroup/cgroup.controllers", "cpu");
        write("sys/fs/cgroup/system.slice/a.service/cpu.stat", "usage_usec 1000000\nuser_usec 1\n");
        write("sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/cpu.stat", "usage_usec 5000000\n");
        write("sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/step_0/cpu.stat", "usage_usec 5000000\n");
        process(10, "work er", 100, 5);
        process(11, "idle", 50, 5);
        write("proc/10/cgroup", "0::/system.slice/slurmstepd.scope/job_7/step_0\n");
        cpu(1_000);
        try (var activity = HostActivity.on(host(), START, 5)) {
            write("sys/fs/cgroup/system.slice/a.service/cpu.stat", "usage_usec 1500000\n");
            write("sys/fs/cgroup/system.slice/slurmstepd.scope/job_7/cpu.stat", "usage_usec 8000000\n");
            process(10, "work er", 390, 5);
            process(12, "new", 70, 900);
            cpu(1_400);
            var look = activity.look(START.plusSeconds(10));

            assertThat(look.elapsedS()).isEqualTo(10);
            assertThat(look.capacityS()).isEqualTo(20);
            assertThat(look.hostCpuS()).isCloseTo(4, within(1e-9));
            assertThat(look.units().stream().map(it -> it.unit().name() + " " + it.cpuS()))
                    .containsExactly("a.service 0.5", "7 3.0");
            assertThat(look.processes()).singleElement().satisfies(it -> {
                assertThat(it.name()).isEqualTo("work er");
                assertThat(it.cpuS()).isCloseTo(2.9, within(1e-9));
                assertThat(it.unit().orElseThrow().name()).isEqualTo("7");
            });
        }
    }

    @Test
    void the_hierarchy_of_version_1_does_as_well() throws IOException {
        String id = "f".repeat(64);
        write("sys/fs/cgroup/cpuacct/cpuacct.usage", "9000000000\n");
        write("sys/fs/cgroup/cpuacct/docker/" + id + "/cpuacct.usage", "1000000000\n");
        cpu(0);
        try (var activity = HostActivity.on(host(), START, 5)) {
            write("sys/fs/cgroup/cpuacct/docker/" + id + "/cpuacct.usage", "3500000000\n");
            var look = activity.look(START.plusSeconds(5));
            assertThat(look.units())
                    .singleElement()
                    .satisfies(it -> assertThat(it.cpuS()).isEqualTo(2.5));
            assertThat(look.hostCpuS()).isEqualTo(2.5);
        }
    }

    @Test
    void a_process_id_that_was_used_again_is_another_process() throws IOException {
        cpu(0);
        process(10, "a", 500, 5);
        try (var activity = HostActivity.on(host(), START, 5)) {
            process(10, "b", 900, 700);
            assertThat(activity.look(START.plusSeconds(5)).processes()).isEmpty();
        }
    }

    @Test
    void a_host_that_shows_nothing_is_no_failure_and_a_crowded_one_is_looked_at_seldom() throws IOException {
        try (var activity = HostActivity.on(host(), START, 5)) {
            assertThat(activity.look(START.plusSeconds(5)).units()).isEmpty();
            assertThat(activity.every()).isEqualTo(Duration.ofSeconds(5));
            for (int pid = 1; pid <= 500; pid++) {
                process(pid, "p", 1, 1);
            }
            activity.look(START.plusSeconds(10));
            assertThat(activity.every()).isGreaterThanOrEqualTo(Duration.ofSeconds(20));
        }
    }
}
