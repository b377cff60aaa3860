package io.negawatt.plan.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class KernelTest {

    @Test
    void events_happen_by_time_and_then_as_they_were_asked_for() {
        var kernel = new Kernel(1);
        var seen = new ArrayList<String>();
        kernel.at(2, "x", () -> seen.add("late"));
        kernel.at(1, "x", () -> {
            seen.add("first");
            kernel.at(1, "x", () -> seen.add("third"));
        });
        kernel.at(1, "x", () -> seen.add("second"));
        kernel.at(5, "x", () -> seen.add("never"));
        kernel.run(5);
        assertThat(seen).containsExactly("first", "second", "third", "late");
        assertThat(kernel.nowS()).isEqualTo(5);
        assertThatThrownBy(() -> kernel.at(4, "x", () -> {})).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_seed_gives_one_sequence() {
        assertThat(new Kernel(7).random().nextLong())
                .isEqualTo(new Kernel(7).random().nextLong());
        assertThat(new Kernel(7).random().nextLong())
                .isNotEqualTo(new Kernel(8).random().nextLong());
    }
}
