package io.negawatt.plan.signal;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.plan.signal.FakeProvider.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache under processes, not threads. */
class AnswerCacheTest {
    private static final int PROCESSES = 10;

    @TempDir
    private Path folder;

    @Test
    void ten_processes_share_a_folder_without_a_torn_file() throws Exception {
        var cache = folder.resolve("cache");
        var answers = IntStream.rangeClosed(1, 200)
                .mapToObj(value -> Answer.of(200, answer(value)))
                .toArray(Answer[]::new);
        var processes = new ArrayList<Process>();
        try (var server = new FakeProvider(answers)) {
            for (int seed = 0; seed < PROCESSES; seed++) {
                processes.add(start(server, cache, seed));
            }
            for (var process : processes) {
                assertThat(process.inputReader().readLine()).as(said(process)).isEqualTo("ready");
            }
            for (var process : processes) {
                process.outputWriter().write('\n');
                process.outputWriter().flush();
            }
            for (int i = 0; i < PROCESSES; i++) {
                assertThat(processes.get(i).waitFor())
                        .as(said(processes.get(i)))
                        .isZero();
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
        try (var files = Files.list(cache)) {
            assertThat(files)
                    .as("one answer, and nothing half-written beside it")
                    .hasSize(1);
        }
    }

    private Process start(FakeProvider server, Path cache, int seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CacheSharer.class.getName(),
                        server.base().toString(),
                        cache.toString(),
                        String.valueOf(seed))
                .redirectError(folder.resolve("said-" + seed).toFile())
                .start();
    }

    /** {@return what all processes said so far, for a test that fails} */
    private String said(Process process) throws IOException {
        var said = new StringBuilder("process " + process.pid());
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                said.append('\n').append(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return said.toString();
    }

    /** The same value in every half hour, so that parts of two answers show. */
    private static String answer(int value) {
        var query = CacheSharer.query();
        int rows = (int) (CacheSharer.SPAN.toMinutes() / 30);
        var times = IntStream.range(0, rows)
                .mapToObj(i -> query.from().plusSeconds(1800L * i))
                .toList();
        return ProviderAnswers.ALL.getFirst().answer(times, List.copyOf(Collections.nCopies(rows, (double) value)));
    }
}
