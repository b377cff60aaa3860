package io.negawatt.train.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFilesTest {
    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path write(String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private List<String> names(TextFiles files) {
        return files.files().stream().map(TextFile::name).toList();
    }

    @Test
    void readsAFolderInTheOrderOfNamesWithoutWhatIsHiddenOrBuilt() throws IOException {
        write("b.txt", "text b");
        write("a/z.md", "text z");
        write(".git/config", "hidden");
        write("target/out.txt", "built");
        write("blank.txt", " \n");
        Files.createSymbolicLink(folder.resolve("a/round"), folder);

        var files = TextFiles.read(List.of(folder));

        assertThat(names(files)).containsExactly("a/z.md", "b.txt");
        assertThat(files.notes()).isEmpty();
    }

    @Test
    void leavesOutWhatIsNoTextBelowAFolderAndSaysSo() throws IOException {
        write("a.txt", "text");
        write("b.bin", new byte[] {1, 0, 2});
        write("c.txt", "能耗与碳强度，功率与电价".getBytes(Charset.forName("GB18030")));
        write("d.txt", "text");

        var files = TextFiles.read(List.of(folder));

        assertThat(names(files)).containsExactly("a.txt");
        assertThat(files.notes().stream().map(Message::toString))
                .containsExactly(
                        "Left out. c.txt, line 1: this is not UTF-8; convert the file, for example with: iconv -f"
                                + " GB18030 -t UTF-8",
                        "d.txt: the same text as a.txt, and left out.",
                        "Left out: 1 files that are no text (they hold zero bytes).");
    }

    @Test
    void aNamedFileMustBeText() throws IOException {
        var binary = write("b.bin", new byte[] {1, 0, 2});
        var latin = write("c.txt", "line\nüöä".getBytes(StandardCharsets.ISO_8859_1));

        assertBad(List.of(binary), "b.bin: this is no text");
        assertBad(List.of(latin), "c.txt, line 2: this is not UTF-8");
        assertBad(List.of(folder.resolve("none")), "none: the file cannot be read (NoSuchFileException)");
    }

    @Test
    void aFewWrongBytesAreReadAsReplacedAndCounted() throws IOException {
        var bytes = "text of a hundred signs, ".repeat(10).getBytes(StandardCharsets.UTF_8);
        bytes[40] = (byte) 0xFF;
        var files = TextFiles.read(List.of(write("a.txt", bytes)));

        assertThat(files.files().get(0).text()).contains("�").hasSize(250);
        assertThat(files.notes())
                .singleElement()
                .asString()
                .endsWith("a.txt: 1 places are not UTF-8 and are read as �.");
    }

    @Test
    void theByteOrderMarkIsNoText() throws IOException {
        assertThat(TextFiles.read(List.of(write("a.txt", "\uFEFFtext")))
                        .files()
                        .get(0)
                        .text())
                .isEqualTo("text");
    }

    @Test
    void noTextIsRefused() throws IOException {
        var empty = write("empty.txt", "");

        assertBad(List.of(empty), "There is no text in " + empty);
    }

    @Test
    void aRepositoryIsItsDocumentsAndWhereTheyAreFewItsSources() throws IOException {
        write("README.md", "read me");
        write("README.zh-CN.md", "请读");
        write("docs/guide.txt", "guide");
        write("src/A.java", "class A {}");
        write("src/data.csv", "1,2");

        assertThat(names(TextFiles.ofRepository(folder)))
                .containsExactly("README.md", "README.zh-CN.md", "docs/guide.txt", "src/A.java");

        write("docs/long.md", "0123456789".repeat((int) TextFiles.ENOUGH_BYTES / 10));
        assertThat(names(TextFiles.ofRepository(folder)))
                .containsExactly("README.md", "README.zh-CN.md", "docs/guide.txt", "docs/long.md");
    }

    @Test
    void aRepositoryWithoutDocumentsIsRefused() throws IOException {
        write("data.csv", "1,2");

        assertThatThrownBy(() -> TextFiles.ofRepository(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no documents (README*, docs, *.md) and no Java sources");
    }

    private static void assertBad(List<Path> paths, String message) {
        assertThatThrownBy(() -> TextFiles.read(paths))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }
}
