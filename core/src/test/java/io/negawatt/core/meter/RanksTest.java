package io.negawatt.core.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RanksTest {

    private static Map<String, String> environment(String text) {
        var environment = new TreeMap<String, String>();
        for (var entry : text.split(" ")) {
            environment.put(entry.split("=", 2)[0], entry.split("=", 2)[1]);
        }
        return environment;
    }

    @ParameterizedTest
    @CsvSource({
        "RANK=3 WORLD_SIZE=8 MASTER_ADDR=node1 MASTER_PORT=29500, 3, 8, master:node1:29500",
        "RANK=3 WORLD_SIZE=8 LOCAL_RANK=1 TORCHELASTIC_RUN_ID=none MASTER_ADDR=a MASTER_PORT=1, 3, 8, master:a:1",
        "RANK=3 WORLD_SIZE=8 TORCHELASTIC_RUN_ID=job7 MASTER_ADDR=a MASTER_PORT=1, 3, 8, torchelastic:job7",
        "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2 PMIX_NAMESPACE=prte-n1-77@1 PMIX_RANK=1, 1, 2,"
                + " pmix:prte-n1-77@1",
        "OMPI_COMM_WORLD_RANK=1 OMPI_COMM_WORLD_SIZE=2 OMPI_MCA_ess_base_jobid=991, 1, 2, ompi:991",
        "PMI_RANK=5 PMI_SIZE=6 SLURM_JOB_ID=4711, 5, 6, slurm:4711",
        "HOROVOD_RANK=0 HOROVOD_SIZE=4 HOROVOD_GLOO_RENDEZVOUS_ADDR=h HOROVOD_GLOO_RENDEZVOUS_PORT=9, 0, 4,"
                + " horovod:h:9",
        "SLURM_PROCID=2 SLURM_NTASKS=16 SLURM_JOB_ID=4711 SLURM_STEP_ID=0, 2, 16, slurm:4711.0",
        "SLURM_PROCID=1 RANK=9 WORLD_SIZE=16 SLURM_JOB_ID=4711 SLURM_STEPID=2, 9, 16, slurm:4711.2",
    })
    void eachLauncherIsUnderstood(String text, int rank, int size, String job) {
        assertThat(Ranks.of(environment(text)))
                .isEqualTo(new Ranks(OptionalInt.of(rank), OptionalInt.of(size), Optional.of(job)));
    }

    @ParameterizedTest
    @CsvSource({"RANK=admin", "RANK=-1", "RANK=''", "RANK=99999999999", "HOME=/root"})
    void whatIsNoRankIsNone(String text) {
        assertThat(Ranks.of(environment(text)).rank()).isEmpty();
    }

    @Test
    void theEnvironmentOfAProcessIsRead(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("environ"), "A=b\0RANK=12\0broken\0WORLD_SIZE=16\0");
        assertThat(Ranks.ofProcess(folder).rank()).hasValue(12);
        assertThat(Ranks.ofProcess(folder.resolve("gone")).rank()).isEmpty();
    }
}
