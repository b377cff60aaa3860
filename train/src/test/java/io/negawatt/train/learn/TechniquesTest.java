package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TechniquesTest {
    private static final Pattern KEY = Pattern.compile("technique\\.(.+)\\.(changes|cost)");

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

    @ParameterizedTest
    @EnumSource
    void eachSaysWhatItChangesAndWhatItMayCost(Lang lang) {
        assertThat(Techniques.ALL).allSatisfy(kind -> {
            assertThat(kind.changes().in(lang)).isNotBlank();
            assertThat(kind.cost().in(lang)).isNotBlank();
        });
    }

    @Test
    void noTextIsLeftOfATechniqueThatIsGone() {
        var names = Techniques.ALL.stream().map(TechniqueKind::name).toList();
        assertThat(Texts.of(Lang.EN).keys().stream()
                        .map(KEY::matcher)
                        .filter(Matcher::matches)
                        .map(key -> key.group(1)))
                .isNotEmpty()
                .isSubsetOf(names);
    }

    @Test
    void usageShowsTheValueThatIsStandardOrThatAFileIsNeeded() {
        assertThat(usages(List.of("bf16", "distill", "lora", "stack")))
                .containsExactly("bf16", "distill=FILE", "lora=8", "stack=0.4");
    }

    private static List<String> usages(List<String> names) {
        return Techniques.ALL.stream()
                .filter(kind -> names.contains(kind.name()))
                .map(TechniqueKind::usage)
                .toList();
    }
}
