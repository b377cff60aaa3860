package io.negawatt.train.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.negawatt.core.text.BadInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void torchrun_and_slurm_are_understood() {
        assertThat(Place.of(Map.of("RANK", "3", "WORLD_SIZE", "8", "MASTER_ADDR", "node1", "MASTER_PORT", "1234")))
                .contains(new Place(3, 8, 0, "node1", 1234));
        assertThat(Place.of(Map.of("SLURM_PROCID", "5", "SLURM_NTASKS", "16", "SLURM_LOCALID", "1")))
                .contains(new Place(5, 16, 1, "127.0.0.1", 29_500));
        assertThat(Place.of(Map.of("HOME", "/root"))).isEmpty();
    }

    @Test
    void a_place_survives_the_environment() {
        var place = new Place(1, 2, 1, "10.0.0.7", 40_000);
        assertThat(Place.of(place.toEnvironment())).contains(place);
    }

    @Test
    void what_cannot_be_is_refused() {
        refused(Map.of("RANK", "2", "WORLD_SIZE", "2"), "allowed are 0 to 1");
        refused(Map.of("RANK", "0"), "WORLD_SIZE is \"\"");
        refused(Map.of("RANK", "x", "WORLD_SIZE", "2"), "RANK is \"x\"");
        refused(Map.of("RANK", "0", "WORLD_SIZE", "0"), "at least 1");
        refused(Map.of("RANK", "0", "WORLD_SIZE", "1", "MASTER_PORT", "70000"), "65535");
    }

    private static void refused(Map<String, String> environment, String because) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Place.of(environment))
                .withMessageContaining(because);
    }
}
