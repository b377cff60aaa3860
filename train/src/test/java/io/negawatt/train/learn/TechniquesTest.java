package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.negawatt.core.text.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TechniquesTest {

    @Test
    void they_are_sorted_by_name() {
        assertThat(Techniques.ALL).extracting(TechniqueKind::name).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void several_work_as_one() {
        var technique = Techniques.of(List.of("accumulate=3", "larger-batch"));
        var recipe =
                technique.recipe(new Recipe(10, 12, 1, new Schedule(0.01, 1, 10, 0.1), 0.1, 1, 7, 10, 0, Ending.NONE));
        assertThat(recipe.accumulate()).isEqualTo(3);
        assertThat(recipe.batchRows()).isEqualTo(24);
        assertThat(recipe.schedule().peak()).isEqualTo(0.01 * Math.sqrt(2));
        assertThat(technique.name()).isEqualTo("accumulate+larger-batch");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lroa", "lora=0", "lora=x", "prune=1.5", "prune=-0.5", "recompute=2", "distill", "stack=1"})
    void what_is_no_technique_is_refused(String asked) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> Techniques.of(List.of(asked)))
                .withMessageContaining(asked.split("=")[0]);
    }
}
