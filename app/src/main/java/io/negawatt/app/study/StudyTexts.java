package io.negawatt.app.study;

import io.negawatt.train.learn.TextFile;
import io.negawatt.train.learn.TextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a study learns from, copied when it begins: a checkout that changes meanwhile would change the held-out text, and with
 * it every loss.
 *
 * @param documents the checkout's documents in one file
 * @param sources its Java sources in one file, for fine-tuning
 */
record StudyTexts(String documents, String sources) {

    static StudyTexts copy(Path root, Path folder) throws IOException {
        return new StudyTexts(
                write(TextFiles.ofRepository(root).files(), folder.resolve("documents.txt")),
                write(
                        TextFiles.read(List.of(root.resolve("core/src/main/java")))
                                .files(),
                        folder.resolve("sources.txt")));
    }

    private static String write(List<TextFile> files, Path to) throws IOException {
        Files.writeString(to, files.stream().map(TextFile::text).collect(Collectors.joining("\n")));
        return to.toString();
    }
}
