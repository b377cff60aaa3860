package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.LabeledTexts.Columns;
import io.negawatt.train.learn.LabeledTexts.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabeledTextsTest {
    @TempDir
    Path folder;

    private LabeledTexts csv(String text) throws IOException {
        return LabeledTexts.read(Files.writeString(folder.resolve("rows.csv"), text), Columns.DEFAULT);
    }

    private LabeledTexts json(String text) throws IOException {
        return LabeledTexts.read(Files.writeString(folder.resolve("rows.jsonl"), text), Columns.DEFAULT);
    }

    @Test
    void readsCsvWithQuotesAndLineBreaks() throws IOException {
        var texts = csv("id,text,label\n1,plain,0\n2,\"a \"\"quote\"\", and\na line\",1\n3,能耗,0\n");

        assertThat(texts.labels()).containsExactly("0", "1");
        assertThat(texts.rows())
                .containsExactly(new Row("plain", 0), new Row("a \"quote\", and\na line", 1), new Row("能耗", 0));
        assertThat(texts.count(0)).isEqualTo(2);
        assertThat(texts.texts()).contains("能耗");
        assertThat(texts.notes()).isEmpty();
    }

    @Test
    void readsJsonLinesWithAnyKindOfLabel() throws IOException {
        assertThat(json("{\"text\":\"a\",\"label\":1}\n\n{\"label\":0,\"text\":\"b\\nc\"}\n")
                        .rows())
                .containsExactly(new Row("a", 1), new Row("b\nc", 0));
        assertThat(json("{\"text\":\"a\",\"label\":true}\n{\"text\":\"b\",\"label\":false}")
                        .rows())
                .containsExactly(new Row("a", 1), new Row("b", 0));
    }

    @Test
    void namesOfLabelsAreTakenInTheirOrder() throws IOException {
        var texts = csv("label,text\nspam,a\nham,b\n spam ,c\n");

        assertThat(texts.labels()).containsExactly("ham", "spam");
        assertThat(texts.rows()).extracting(Row::label).containsExactly(1, 0, 1);
    }

    @Test
    void theColumnsCanBeNamed() throws IOException {
        var file = Files.writeString(folder.resolve("r.csv"), "review,stars,text\ngood,1,x\nbad,0,y\n");

        assertThat(LabeledTexts.read(file, new Columns("review", "stars")).texts())
                .containsExactly("good", "bad");
    }

    @Test
    void rowsWithoutTextAreLeftOutWithANote() throws IOException {
        var texts = csv("text,label\na,0\n ,1\nb,1\n");

        assertThat(texts.rows()).hasSize(2);
        assertThat(texts.notes())
                .singleElement()
                .asString()
                .endsWith("rows.csv: 1 rows have no text and are left out.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`text,class\\na,0\\n`|`line 1: there is no column \"label\"; the file has: text, class.`",
                "`text,label,text\\na,0,b\\n`|`line 1: more than one column is called \"text\"`",
                "`text,label\\na,0\\nb,1\\nc,2\\n`|`line 4: the label \"2\" is a third one beside \"0\" and \"1\"`",
                "`text,label\\na,0\\nb,\\n`|`line 3: the label is empty; write 0 or 1, or one of two names.`",
                "`text,label\\na,0\\nb,0\\n`|`every label is \"0\"; a classifier needs two.`",
                "`text,label\\na,0\\nb,c,1\\n`|`line 3: 3 cells, but the header has 2 columns`",
                "`text,label\\na,0\\n\"b,1\\nc,1\\n`|`line 3: `",
                "`text,label\\na,0\\n\"b\nc\",1\\n\"d,0\\ne,1\\n`|`line 5: `",
                "`text,label\\n`|`the file holds no labeled text`",
                "``|`the file holds no labeled text`",
            })
    void badCsvIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> csv(text.replace("\\n", "\n")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rows.csv")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`{\"text\":\"a\",\"class\":0}`|`line 1: the object has no text \"label\"; it has: text, class.`",
                "`{\"text\":\"a\",\"label\":0}\\n\\n{\"text\":\"b\",\"label\":null}`|`line 3: the object has no text`",
                "`{\"text\":\"a\",\"label\":0}\\n[1]`|`line 2: this is no JSON object (ARRAY)`",
                "`{\"text\":\"a\",\"label\":0}\\n{\"text\":`|`line 2: this is no JSON object`",
                "`{\"text\":[\"a\"],\"label\":0}`|`line 1: the object has no text \"text\"`",
                "``|`the file holds no labeled text`",
            })
    void badJsonIsRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> json(text.replace("\\n", "\n")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rows.jsonl")
                .hasMessageContaining(message);
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        var text = Files.writeString(folder.resolve("rows.txt"), "a");

        assertThatThrownBy(() -> LabeledTexts.read(text, Columns.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ends in .csv (with a header) or in .jsonl");
        assertThatThrownBy(() -> LabeledTexts.read(folder.resolve("none.csv"), Columns.DEFAULT))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv: the file cannot be read (NoSuchFileException)");
    }

    @Test
    void equalTextsFallToTheSameHalfAndNoRowIsLost() {
        var rows = IntStream.range(0, 1000)
                .mapToObj(i -> new Row("text " + i % 300, i % 2))
                .toList();
        var texts = new LabeledTexts("rows", List.of("0", "1"), rows, List.of());
        for (long seed = 0; seed < 20; seed++) {
            var halves = texts.split(0.2, seed);
            var learned = new HashSet<>(halves.training().texts());

            assertThat(halves.validation().texts()).doesNotContainAnyElementsOf(learned);
            assertThat(halves.training().rows().size()
                            + halves.validation().rows().size())
                    .isEqualTo(1000);
            assertThat(halves.validation().rows().size()).isBetween(200, 250);
        }
    }

    @Test
    void aHalfWithoutBothLabelsIsRefused() throws IOException {
        var texts = csv("text,label\na,0\nb,1\n");

        assertThatThrownBy(() -> texts.split(0.1, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("each needs both labels (0, 1); give more rows");
    }
}
