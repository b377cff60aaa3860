package io.negawatt.train.parallel;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which worker of a job a process is and where the workers meet.
 *
 * @param rank number of this worker, from 0
 * @param workers number of workers
 * @param localRank number of this worker on its machine, from 0
 * @param address host where rank 0 listens
 * @param port port where rank 0 listens
 */
public record Place(int rank, int workers, int localRank, String address, int port) {
    private static final int DEFAULT_PORT = 29_500;

    /** @throws BadInputException where the rank is not below the number of workers, or the port is none */
    public Place {
        if (workers < 1) {
            throw BadInputException.of("train.place.workers", workers);
        }
        if (rank < 0 || rank >= workers) {
            throw BadInputException.of("train.place.rank", rank, workers, workers - 1);
        }
        if (port < 1 || port > 65_535) {
            throw BadInputException.of("train.place.port", port);
        }
    }

    /** {@return the place of a process that works alone} */
    public static Place alone() {
        return new Place(0, 1, 0, "127.0.0.1", DEFAULT_PORT);
    }

    /**
     * {@return the place that the environment gives, as torchrun or Slurm writes it; empty where it gives none}
     *
     * @throws BadInputException where a variable is no whole number, or the rank is told and the number of workers is not
     */
    public static Optional<Place> of(Map<String, String> environment) {
        if (environment.containsKey("RANK")) {
            return Optional.of(read(environment, "RANK", "WORLD_SIZE", "LOCAL_RANK"));
        }
        if (environment.containsKey("SLURM_PROCID") && environment.containsKey("SLURM_NTASKS")) {
            return Optional.of(read(environment, "SLURM_PROCID", "SLURM_NTASKS", "SLURM_LOCALID"));
        }
        return Optional.empty();
    }

    private static Place read(Map<String, String> environment, String rank, String workers, String localRank) {
        return new Place(
                number(environment, rank, List.of()),
                number(environment, workers, List.of()),
                number(environment, localRank, List.of(0)),
                environment.getOrDefault("MASTER_ADDR", "127.0.0.1"),
                number(environment, "MASTER_PORT", List.of(DEFAULT_PORT)));
    }

    /** Takes the first of {@code otherwise} where the variable is not set. */
    private static int number(Map<String, String> environment, String name, List<Integer> otherwise) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank() && !otherwise.isEmpty()) {
            return otherwise.getFirst();
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw BadInputException.of("train.place.number", name, text);
        }
    }

    /** {@return the environment that gives this place to a child} */
    public Map<String, String> toEnvironment() {
        return Map.of(
                "RANK", Integer.toString(rank),
                "WORLD_SIZE", Integer.toString(workers),
                "LOCAL_RANK", Integer.toString(localRank),
                "MASTER_ADDR", address,
                "MASTER_PORT", Integer.toString(port));
    }
}
