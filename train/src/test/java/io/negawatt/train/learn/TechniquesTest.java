package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Texts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TechniquesTest {
    private static final Pattern KEY = Pattern.compile("technique\\.(.+)\\.(changes|cost)");

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
