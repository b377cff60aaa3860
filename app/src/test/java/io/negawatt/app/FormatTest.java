package io.negawatt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is as palantir-java-format writes it; {@code mvn verify -Dformat=write} makes it so. A test and no Maven
 * plugin, because the formatter needs the parser of JDK 25 while Maven may run on an older one (docs/adr/0002).
 */
class FormatTest {
    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(false)
            .build());

    @Test
    void every_file_is_formatted() {
        var unformatted = unformatted(House.javaFiles());
        if (System.getProperty("format", "check").equals("write")) {
            unformatted.forEach(file -> House.write(House.root().resolve(file.path()), file.text()));
            return;
        }
        assertThat(unformatted)
                .as("files that `mvn verify -Dformat=write` would rewrite")
                .extracting(JavaFile::path)
                .isEmpty();
    }

    @Test
    void an_unformatted_file_is_found() {
        var sloppy = new JavaFile(Path.of("X.java"), "class X {int  i ;}\n");
        var tidy = new JavaFile(Path.of("X.java"), "class X {\n    int i;\n}\n");
        assertThat(unformatted(List.of(sloppy))).containsExactly(tidy);
        assertThat(unformatted(List.of(tidy))).isEmpty();
    }

    /** {@return those of the files that the formatter would change, as it would write them} */
    private static List<JavaFile> unformatted(List<JavaFile> files) {
        var changed = new ArrayList<JavaFile>();
        for (var file : files) {
            String formatted = formatted(file);
            if (!formatted.equals(file.text())) {
                changed.add(new JavaFile(file.path(), formatted));
            }
        }
        return changed;
    }

    private static String formatted(JavaFile file) {
        try {
            return FORMATTER.formatSourceAndFixImports(file.text());
        } catch (FormatterException e) {
            throw new IllegalStateException(file.path() + " is not understood by the formatter", e);
        }
    }
}
