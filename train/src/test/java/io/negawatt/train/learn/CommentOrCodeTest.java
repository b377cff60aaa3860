package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.CommentOrCode.Fate;
import io.negawatt.train.learn.LabeledTexts.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommentOrCodeTest {
    @TempDir
    Path tree;

    private void write(String name, String text) throws IOException {
        var file = tree.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void writeTree(int files) throws IOException {
        for (int i = 0; i < files; i++) {
            write("p%d/A.java".formatted(i), """
                // comment of file %1$d
                /* other comment of file %1$d */
                int code%1$d = 1;
                int more%1$d = 2;
                call(file%1$d);
                }
                int mixed; // both

                return value;
                """.formatted(i));
        }
    }

    private static Stream<Row> all(CommentOrCode set) {
        return Stream.of(set.halves().training(), set.halves().validation()).flatMap(half -> half.rows().stream());
    }

    @Test
    void marksAndIndentationAreTakenOff() throws IOException {
        write(
                "a/A.java",
                "/** One comment. */\n"
                        + "  // two comments\n"
                        + "/* three\n"
                        + "   * four stars\n"
                        + " end */\n"
                        + "    int code = 1;\n"
                        + "int x2code;\n");
        write("b/b.sh", "#!/bin/sh\n## five signs\nrun it\n");
        write("c/c.xml", "<!-- six marks -->\n<code/>\n");
        write("d/d.py", "# seven words\ncode()\n");
        write("e/E.md", "no source\n");

        var set = CommentOrCode.read(tree, 0.5, 1);

        assertThat(set.files()).isEqualTo(4);
        assertThat(all(set).filter(row -> row.label() == 1).map(Row::text))
                .isSubsetOf(
                        "One comment.",
                        "two comments",
                        "three",
                        "four stars",
                        "end",
                        "five signs",
                        "six marks",
                        "seven words");
        assertThat(all(set).filter(row -> row.label() == 0).map(Row::text))
                .isSubsetOf("int code = 1;", "int x2code;", "run it", "<code/>", "code()");
        assertThat(set.count(Fate.COMMENT)).isEqualTo(8);
        assertThat(set.count(Fate.CODE)).isEqualTo(5);
        assertThat(set.count(Fate.NEITHER)).isEqualTo(1);
    }

    @Test
    void whatBecameOfEveryLineIsCounted() throws IOException {
        writeTree(20);
        write("z/Z.java", "// return value;\n// " + "long ".repeat(100) + "\n");

        var set = CommentOrCode.read(tree, 0.2, 1);

        assertThat(set.count(Fate.COMMENT)).isEqualTo(40);
        assertThat(set.count(Fate.CODE)).isEqualTo(60);
        assertThat(set.count(Fate.MIXED)).isEqualTo(20);
        assertThat(set.count(Fate.BLANK)).isEqualTo(20);
        assertThat(set.count(Fate.SHORT)).isEqualTo(20);
        assertThat(set.count(Fate.AMBIGUOUS)).isEqualTo(21);
        assertThat(set.count(Fate.LONG)).isEqualTo(1);
        assertThat(set.lines().values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(20 * 9 + 2);
        assertThat(set.summary().toString())
                .startsWith("21 source files with 182 lines: 40 comments and 60 lines of code.");
    }

    @Test
    void eachTextComesOnceAndTheHalvesShareNoFile() throws IOException {
        writeTree(40);
        for (long seed = 0; seed < 20; seed++) {
            var set = CommentOrCode.read(tree, 0.2, seed);
            var learned = files(set.halves().training());
            var checked = files(set.halves().validation());

            assertThat(all(set).map(Row::text)).doesNotHaveDuplicates();
            assertThat(checked).isNotEmpty().doesNotContainAnyElementsOf(learned);
        }
    }

    private static HashSet<String> files(LabeledTexts half) {
        var files = new HashSet<String>();
        half.texts().forEach(text -> files.add(text.replaceAll("\\D*(\\d+).*", "$1")));
        return files;
    }

    @Test
    void bothClassesAreEquallyMany() throws IOException {
        writeTree(40);
        var halves = CommentOrCode.read(tree, 0.2, 3).halves();

        for (var half : new LabeledTexts[] {halves.training(), halves.validation()}) {
            assertThat(half.count(0)).isEqualTo(half.count(1)).isPositive();
        }
        assertThat(halves.training().labels()).containsExactly("code", "comment");
    }

    @Test
    void theSameTreeAndSeedMakeTheSameSet() throws IOException {
        writeTree(40);
        var set = CommentOrCode.read(tree, 0.2, 3);

        assertThat(CommentOrCode.read(tree, 0.2, 3)).isEqualTo(set);
        assertThat(CommentOrCode.read(tree, 0.2, 4).halves()).isNotEqualTo(set.halves());
    }

    @Test
    void aTreeWithoutSourcesIsRefused() throws IOException {
        write("a/README.md", "no source\n");

        assertThatThrownBy(() -> CommentOrCode.read(tree, 0.2, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("0 comment lines and 0 code lines in 0 source files, too few");
        assertThatThrownBy(() -> CommentOrCode.read(tree.resolve("none"), 0.2, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none: the file cannot be read (NoSuchFileException)");
    }
}
