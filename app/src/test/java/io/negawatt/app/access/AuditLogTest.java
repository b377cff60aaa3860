package io.negawatt.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    @TempDir
    Path folder;

    private static AuditLog.Deed deed(int number) {
        return new AuditLog.Deed(
                Instant.ofEpochSecond(number), "admin", "127.0.0.1", "addToken", "t" + number, 201, "中文 \"quoted\"");
    }

    private void write(int count) throws IOException {
        try (var log = AuditLog.open(folder)) {
            for (int i = 0; i < count; i++) {
                log.append(deed(i));
            }
        }
    }

    private AuditLog.Page page(long offset, int limit) throws IOException {
        try (var log = AuditLog.open(folder)) {
            return log.page(offset, limit);
        }
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    @Test
    void theNewestComeFirstPageByPage() throws IOException {
        write(5);
        assertThat(page(0, 2).entries()).extracting(it -> it.deed().target()).containsExactly("t4", "t3");
        assertThat(page(4, 2).entries()).extracting(it -> it.deed().target()).containsExactly("t0");
        assertThat(page(9, 2).entries()).isEmpty();
        assertThat(page(0, 9).total()).isEqualTo(5);
        assertThat(page(0, 9).intact()).isTrue();
    }

    @Test
    void everyChangedLeftOutOrMovedLineShows() throws IOException {
        write(4);
        var lines = Files.readAllLines(file());
        for (int i = 0; i < lines.size(); i++) {
            var changed = new ArrayList<>(lines);
            changed.set(i, lines.get(i).replace("addToken", "listNothing"));
            Files.write(file(), changed);
            assertThat(page(0, 9).intact()).as("line %d changed", i).isFalse();
        }
        for (int i = 0; i < lines.size() - 1; i++) {
            var shorter = new ArrayList<>(lines);
            shorter.remove(i);
            Files.write(file(), shorter);
            assertThat(page(0, 9).intact()).as("line %d left out", i).isFalse();
        }
        Files.write(file(), lines.reversed());
        assertThat(page(0, 9).intact()).isFalse();
        Files.write(file(), lines);
        assertThat(page(0, 9).intact()).isTrue();
    }

    @Test
    void aLineThatACrashCutShortIsTakenAwayAtEveryLength() throws IOException {
        write(2);
        byte[] whole = Files.readAllBytes(file());
        int first = IntStream.range(0, whole.length)
                        .filter(it -> whole[it] == '\n')
                        .findFirst()
                        .orElseThrow()
                + 1;
        for (int length = first; length < whole.length; length++) {
            Files.write(file(), java.util.Arrays.copyOf(whole, length));
            try (var log = AuditLog.open(folder)) {
                log.append(deed(9));
                assertThat(log.page(0, 9).entries()).hasSize(2);
            }
            assertThat(page(0, 9).intact()).isTrue();
        }
    }
}
