package io.negawatt.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.run.Child;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import io.negawatt.train.parallel.Phase;
import io.negawatt.train.parallel.PhaseListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhaseReporterTest {
    private Path folder = Path.of("");
    private ServerSocketChannel server;
    private final List<Message> said = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        // A socket's path is short, which that of a test's own folder need not be.
        folder = Files.createTempDirectory(Path.of("/tmp"), "negawatt-test-");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(folder.resolve("phases")));
    }

    @AfterEach
    void closed() throws IOException {
        server.close();
        Files.delete(folder.resolve("phases"));
        Files.delete(folder);
    }

    private PhaseListener reporter() {
        return PhaseReporter.of(
                Map.of(Child.PHASES_VARIABLE, folder.resolve("phases").toString()), 2, said::add);
    }

    @Test
    void eachChangeIsToldWithItsTime() throws IOException {
        var phases = reporter();
        try (var run = new BufferedReader(Channels.newReader(server.accept(), StandardCharsets.UTF_8))) {
            phases.begin(Phase.FORWARD, 12_345_678_901_000L);
            phases.begin(Phase.FORWARD, 12_345_700_000_000L);
            phases.begin(Phase.ALL_REDUCE, 12_345_800_000_000L);
            phases.count("tokens", 4096);
            ((PhaseReporter) phases).close();
            assertThat(run.readAllLines())
                    .containsExactly(
                            "rank 2",
                            "@12345.678901 begin forward",
                            "@12345.800000 end forward",
                            "@12345.800000 begin all-reduce",
                            "count tokens 4096");
        }
    }

    @Test
    void whatABusyRunDoesNotTakeNowItTakesLater() throws IOException {
        var phases = reporter();
        try (var run = new BufferedReader(Channels.newReader(server.accept(), StandardCharsets.UTF_8))) {
            int changes = 5_000;
            for (int i = 0; i < changes; i++) {
                phases.begin(i % 2 == 0 ? Phase.FORWARD : Phase.BACKWARD, i * 1_000_000L);
            }
            List<String> told = new ArrayList<>();
            while (told.size() < 2 * changes) {
                phases.count("tokens", 0);
                told.add(run.readLine());
            }
            told.removeIf(line -> line.startsWith("count"));
            assertThat(told).contains("@4.998000 begin forward").contains("@4.999000 begin backward");
            assertThat(told.stream().filter(line -> line.contains("begin"))).hasSize(changes);
        }
    }

    @Test
    void aRunThatStaysAwayHearsTheConnectionEnd() throws IOException {
        var phases = reporter();
        try (var run = new BufferedReader(Channels.newReader(server.accept(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < 50_000; i++) {
                phases.begin(i % 2 == 0 ? Phase.FORWARD : Phase.BACKWARD, i * 1_000_000L);
            }
            assertThat(run.readAllLines()).hasSizeLessThan(50_000);
        }
        assertThat(said).extracting(Message::key).containsExactly("train.phases.stopped");
    }

    @Test
    void withoutARunNothingIsTold() {
        assertThat(PhaseReporter.of(Map.of(), 0, said::add)).isSameAs(PhaseListener.NONE);
        assertThat(said).isEmpty();
    }

    @Test
    void aRunThatCannotBeToldIsSaidOnce() {
        assertThat(PhaseReporter.of(Map.of(Child.PHASES_VARIABLE, "/nowhere"), 0, said::add))
                .isSameAs(PhaseListener.NONE);
        assertThat(said).hasSize(1);
        assertThat(said.getFirst().in(Lang.EN)).contains("/nowhere", "NEGAWATT_PHASES");
        assertThat(said.getFirst().in(Lang.ZH)).contains("/nowhere");
    }
}
