package io.negawatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.run.TariffFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to tariffs agrees with the program and with itself. */
class TariffGuideTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_examples_of_the_guide_can_be_read_and_are_the_same_in_both_languages() throws IOException {
        var examples = examples("docs/tariffs.md");
        assertThat(examples).hasSizeGreaterThanOrEqualTo(3);
        assertThat(examples("docs/tariffs.zh-CN.md").stream().map(TariffGuideTest::withoutComments))
                .isEqualTo(
                        examples.stream().map(TariffGuideTest::withoutComments).toList());
        for (String example : examples) {
            assertThat(TariffFile.tariff(Files.writeString(folder.resolve("t.yaml"), example))
                            .currency())
                    .isNotEmpty();
        }
    }

    private static List<String> examples(String document) {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(House.read(document))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static String withoutComments(String yaml) {
        return yaml.lines()
                .filter(line -> !line.startsWith("name:"))
                .map(line -> line.replaceFirst("\\s*#.*", ""))
                .reduce("", (a, b) -> a + b + "\n");
    }
}
