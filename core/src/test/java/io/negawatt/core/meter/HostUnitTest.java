package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.meter.HostUnit.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostUnitTest {
    private static final String ID = "0123456789abcdef".repeat(4);
    private static final String POD = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
            + "0a1b2c3d_0000_1111_2222_333344445555.slice/cri-containerd-";

    @ParameterizedTest
    @CsvSource({
        "/system.slice/ssh.service, SERVICE, ssh.service, /system.slice/ssh.service",
        "/user.slice/user-1000.slice/session-3.scope, USER, 1000, /user.slice/user-1000.slice",
        "/system.slice/slurmstepd.scope/job_4711/step_0/user/task_0, JOB, 4711,"
                + " /system.slice/slurmstepd.scope/job_4711",
        "/slurm/uid_1000/job_12/step_batch, JOB, 12, /slurm/uid_1000/job_12",
        "/init.scope, SERVICE, init.scope, /init.scope",
    })
    void units_are_told_by_their_group(String path, Kind kind, String name, String group) {
        assertThat(HostUnit.of(path)).hasValueSatisfying(it -> {
            assertThat(it.kind()).isEqualTo(kind);
            assertThat(it.name()).isEqualTo(name);
            assertThat(it.path()).isEqualTo(group);
        });
    }

    @Test
    void containers_are_told_in_every_notation() {
        for (var path : new String[] {
            "/docker/" + ID,
            "/system.slice/docker-" + ID + ".scope",
            POD + ID + ".scope",
            "/kubepods/burstable/pod0a1b2c3d-0000-1111-2222-333344445555/" + ID + "/init"
        }) {
            assertThat(HostUnit.of(path)).hasValueSatisfying(it -> {
                assertThat(it.kind()).isEqualTo(Kind.CONTAINER);
                assertThat(it.name()).isEqualTo("0123456789ab");
                assertThat(it.pod().isPresent()).isEqualTo(path.contains("pods"));
                it.pod().ifPresent(pod -> assertThat(pod).isEqualTo("0a1b2c3d-0000-1111-2222-333344445555"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "", "/system.slice", "/docker", "/kubepods.slice/kubepods-burstable.slice"})
    void what_holds_units_is_none(String path) {
        assertThat(HostUnit.of(path)).isEmpty();
    }
}
