package io.negawatt.core.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which part of a distributed job a process is, as its launcher wrote into its environment: torchrun, Open MPI, MPICH, PMIx,
 * Horovod and Slurm. Children inherit it, so the helpers of a rank count for that rank.
 *
 * @param rank number of the rank
 * @param size number of ranks of the job
 * @param job what all ranks of the job share, such as {@code slurm:4711.0}
 */
public record Ranks(OptionalInt rank, OptionalInt size, Optional<String> job) {

    private static final int MOST_BYTES = 1 << 20;

    /** The variable with the rank, the one with the number of ranks; the most specific first. */
    private static final List<Family> FAMILIES = List.of(
            new Family("RANK", "WORLD_SIZE"),
            new Family("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
            new Family("PMIX_RANK", "PMIX_SIZE"),
            new Family("PMI_RANK", "PMI_SIZE"),
            new Family("HOROVOD_RANK", "HOROVOD_SIZE"),
            new Family("SLURM_PROCID", "SLURM_NTASKS"));

    private record Family(String rank, String size) {}

    /** {@return what {@code environment} says} */
    public static Ranks of(Map<String, String> environment) {
        var job = job(environment);
        for (var family : FAMILIES) {
            var rank = number(environment, family.rank);
            if (rank.isPresent()) {
                return new Ranks(rank, number(environment, family.size), job);
            }
        }
        return new Ranks(OptionalInt.empty(), OptionalInt.empty(), job);
    }

    /** {@return what the environment of the process with this folder under {@code /proc} says; nothing if it may not be read} */
    static Ranks ofProcess(Path folder) {
        try (var file = Files.newInputStream(folder.resolve("environ"))) {
            return of(parse(file.readNBytes(MOST_BYTES)));
        } catch (IOException closedOrGone) {
            return of(Map.of());
        }
    }

    private static Map<String, String> parse(byte[] environ) {
        var environment = new TreeMap<String, String>();
        for (var entry : new String(environ, StandardCharsets.UTF_8).split("\0")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                environment.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return environment;
    }

    private static Optional<String> job(Map<String, String> environment) {
        return Stream.of(
                        slurm(environment),
                        // torchrun's own default is the same for every job, and so tells none apart.
                        named("torchelastic", environment, "TORCHELASTIC_RUN_ID")
                                .filter(key -> !key.endsWith(":none")),
                        named("pmix", environment, "PMIX_NAMESPACE"),
                        named("ompi", environment, "OMPI_MCA_ess_base_jobid"),
                        address("horovod", environment, "HOROVOD_GLOO_RENDEZVOUS_ADDR", "HOROVOD_GLOO_RENDEZVOUS_PORT"),
                        address("master", environment, "MASTER_ADDR", "MASTER_PORT"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> slurm(Map<String, String> environment) {
        String step = Stream.of("SLURM_STEP_ID", "SLURM_STEPID")
                .flatMap(name -> value(environment, name).stream())
                .findFirst()
                .map(id -> "." + id)
                .orElse("");
        return named("slurm", environment, "SLURM_JOB_ID").map(key -> key + step);
    }

    private static Optional<String> named(String kind, Map<String, String> environment, String name) {
        return value(environment, name).map(value -> kind + ":" + value);
    }

    private static Optional<String> address(String kind, Map<String, String> environment, String host, String port) {
        return value(environment, host)
                .flatMap(address -> value(environment, port).map(number -> kind + ":" + address + ":" + number));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    private static OptionalInt number(Map<String, String> environment, String name) {
        return value(environment, name)
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }
}
