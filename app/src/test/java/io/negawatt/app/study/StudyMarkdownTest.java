package io.negawatt.app.study;

import io.negawatt.app.report.Golden;
import io.negawatt.core.text.Lang;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StudyMarkdownTest {
    private static final Path FOLDER = Path.of("src/test/resources/io/negawatt/app/study");

    @ParameterizedTest
    @EnumSource
    void sameStudySameDocument(Lang lang) {
        var file = FOLDER.resolve("study.%s.golden.md".formatted(lang.code()));
        Golden.check(file, StudyMarkdown.of(SampleStudy.rich(), lang));
    }
}
