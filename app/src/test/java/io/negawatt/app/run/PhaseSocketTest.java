package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.negawatt.core.account.RunEvent;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhaseSocketTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant OPENED = NOW.minusSeconds(2);
    private static final long MONOTONIC_NS = 100_000_000_000L;

    @TempDir
    private Path folder;

    private final List<RunEvent> events = new CopyOnWriteArrayList<>();
    private PhaseSocket socket;

    @BeforeEach
    void open() throws IOException {
        var now = new AtomicReference<>(OPENED);
        socket = PhaseSocket.open(
                List.of(folder, Path.of("/tmp")), () -> now.getAndSet(NOW), () -> MONOTONIC_NS, events::addAll);
    }

    @AfterEach
    void closed() throws IOException {
        socket.close();
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket.path()));
    }

    private static SocketChannel say(SocketChannel client, String text) throws IOException {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
        return client;
    }

    /** Everything that the clients say, each one after the other, until the run ends. */
    private List<RunEvent> afterSaying(String... texts) throws IOException {
        for (var text : texts) {
            try (var client = connect()) {
                say(client, text);
            }
        }
        socket.close();
        return events;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(2);
        }
    }

    private List<String> notes() {
        return events.stream()
                .flatMap(event -> event instanceof RunEvent.Noted noted
                        ? Stream.of(noted.note().key())
                        : Stream.empty())
                .toList();
    }

    private List<RunEvent> withoutNotes() {
        return events.stream()
                .filter(event -> !(event instanceof RunEvent.Noted))
                .toList();
    }

    @Test
    void phasesAndCountsAreTold() throws IOException {
        assertThat(afterSaying("rank 3\nbegin train\ncount tokens 4096\ncount tokens 4\nend train\ncount steps 1\n"))
                .containsExactly(
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.of(3), "train"),
                        new RunEvent.Counted(NOW, 0, "tokens", 4100),
                        new RunEvent.PhaseEnded(NOW, 0, "train"),
                        new RunEvent.Counted(NOW, 0, "steps", 1));
        assertThat(socket.malformedLines()).isZero();
    }

    @Test
    void aStatedTimeIsThatOfThePhase() throws IOException {
        assertThat(afterSaying("@99.25 begin forward\ncount tokens 8\n@99.5 end forward\n@99.5 begin backward\n"))
                .containsExactly(
                        new RunEvent.PhaseBegan(NOW.minusMillis(750), 0, OptionalInt.empty(), "forward"),
                        new RunEvent.Counted(NOW, 0, "tokens", 8),
                        new RunEvent.PhaseEnded(NOW.minusMillis(500), 0, "forward"),
                        new RunEvent.PhaseBegan(NOW.minusMillis(500), 0, OptionalInt.empty(), "backward"),
                        new RunEvent.PhaseEnded(NOW, 0, "backward"));
    }

    @Test
    void whoStatesTimesIsHeardBeforeThePollAtTheLatest() throws Exception {
        try (var client = connect()) {
            say(client, "@99.25 begin forward\n");
            await(() -> !events.isEmpty());
            say(client, "count tokens 8\n@99.5 end forward\n");
            socket.catchUp();
            assertThat(events)
                    .containsExactly(
                            new RunEvent.PhaseBegan(NOW.minusMillis(750), 0, OptionalInt.empty(), "forward"),
                            new RunEvent.Counted(NOW, 0, "tokens", 8),
                            new RunEvent.PhaseEnded(NOW.minusMillis(500), 0, "forward"));
        }
    }

    @Test
    void whoStatesTimesIsHeardAlsoWhereNobodyPolls() throws Exception {
        try (var client = connect()) {
            for (int line = 0; line < 2_000; line++) {
                say(client, "@%s count tokens 1\n".formatted("99.5"));
            }
            await(() -> tokens() == 2_000);
        }
    }

    private double tokens() {
        return events.stream()
                .mapToDouble(event -> event instanceof RunEvent.Counted counted ? counted.amount() : 0)
                .sum();
    }

    @Test
    void whoStatesTimesNoMoreIsHeardAtOnceAgainAndAnEndIsHeardToo() throws Exception {
        try (var client = connect()) {
            say(client, "@99.25 begin forward\n");
            await(() -> !events.isEmpty());
            say(client, "end forward\n");
            await(() -> events.size() == 2);
            say(client, "begin again\n");
            await(() -> events.size() == 3);
            say(client, "@99.75 begin inner\n");
        }
        await(() -> events.size() == 6);
        assertThat(events.getLast()).isEqualTo(new RunEvent.PhaseEnded(NOW, 0, "again"));
    }

    @Test
    void phasesOfAConnectionNeverGoBackBeforeEachOtherOrTheRun() throws IOException {
        assertThat(afterSaying("@1 begin early\n@99.5 end early\n@99 begin second\nend second\n@99.9 begin third\n"))
                .containsExactly(
                        new RunEvent.PhaseBegan(OPENED, 0, OptionalInt.empty(), "early"),
                        new RunEvent.PhaseEnded(NOW.minusMillis(500), 0, "early"),
                        new RunEvent.PhaseBegan(NOW.minusMillis(500), 0, OptionalInt.empty(), "second"),
                        new RunEvent.PhaseEnded(NOW, 0, "second"),
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "third"),
                        new RunEvent.PhaseEnded(NOW, 0, "third"));
    }

    @Test
    void aTimeThatCannotBeMeantIsNowAndNotedOnce() throws IOException {
        afterSaying("@101 begin train\n@1772366400 end train\n");
        assertThat(withoutNotes())
                .containsExactly(
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "train"),
                        new RunEvent.PhaseEnded(NOW, 0, "train"));
        assertThat(notes()).containsExactly("note.phase.time");
    }

    @Test
    void phasesNestAndADisconnectEndsThem() throws IOException {
        assertThat(afterSaying("begin train\nbegin step\nbegin forward\nend step\n"))
                .containsExactly(
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "train"),
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "step"),
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "forward"),
                        new RunEvent.PhaseEnded(NOW, 0, "forward"),
                        new RunEvent.PhaseEnded(NOW, 0, "step"),
                        new RunEvent.PhaseEnded(NOW, 0, "train"));
    }

    @Test
    void nonsenseIsCountedAndNotedOnce() throws IOException {
        afterSaying("hello\n\u0000\u0001\u0002\nbegin train\nend other\nend other\nGET / HTTP/1.1\n");
        assertThat(withoutNotes())
                .containsExactly(
                        new RunEvent.PhaseBegan(NOW, 0, OptionalInt.empty(), "train"),
                        new RunEvent.PhaseEnded(NOW, 0, "train"));
        assertThat(notes())
                .containsExactly("note.phase.malformed", "note.phase.unopened", "note.phase.malformed-total");
        assertThat(socket.malformedLines()).isEqualTo(3);
    }

    @Test
    void aLineWithoutItsEndMeansNothing() throws IOException {
        assertThat(afterSaying("count tokens 40")).hasSize(1);
        assertThat(notes()).containsExactly("note.phase.malformed");
    }

    @Test
    void aFloodOfCountsIsAddedUpAndNothingIsLost() throws IOException {
        afterSaying("count tokens 2\n".repeat(300_000));
        double sum = 0;
        for (var event : events) {
            sum += ((RunEvent.Counted) event).amount();
        }
        assertThat(sum).isEqualTo(600_000);
        assertThat(events).hasSizeLessThan(3000);
    }

    @Test
    void aFloodOfPhasesIsBoundedAndStaysBalanced() throws IOException {
        afterSaying("begin outer\n" + "begin step\nend step\n".repeat(20_000) + "end outer\n");
        assertThat(withoutNotes()).hasSize(2 * PhaseClient.MOST_BEGINS_PER_S);
        assertThat(withoutNotes().getLast()).isEqualTo(new RunEvent.PhaseEnded(NOW, 0, "outer"));
        assertThat(notes()).containsExactly("note.phase.rate");
    }

    @Test
    void endlessNestingIsBounded() throws IOException {
        afterSaying("begin deep\n".repeat(500));
        assertThat(events.stream().filter(RunEvent.PhaseBegan.class::isInstance))
                .hasSize(PhaseClient.MOST_NESTED);
        assertThat(events.stream().filter(RunEvent.PhaseEnded.class::isInstance))
                .hasSize(PhaseClient.MOST_NESTED);
        assertThat(notes()).containsExactly("note.phase.nested");
    }

    @Test
    void endlessNamesAreBounded() throws IOException {
        var names = new StringBuilder();
        IntStream.range(0, 3000).forEach(i -> names.append("count unit%d 1\n".formatted(i)));
        afterSaying(names.toString());
        assertThat(withoutNotes()).hasSize(PhaseBook.MOST_NAMES);
        assertThat(notes()).containsExactly("note.phase.names");
    }

    @Test
    void manyClientsAtOnceAreToldApart() throws Exception {
        int clients = 60;
        var channels = new ArrayList<SocketChannel>();
        for (int i = 0; i < clients; i++) {
            channels.add(say(connect(), "rank %d\nbegin train\n".formatted(i)));
        }
        await(() -> events.size() == clients);
        for (var channel : channels) {
            say(channel, "count steps 1\nend train\n").close();
        }
        socket.close();
        assertThat(events.stream()
                        .filter(RunEvent.PhaseBegan.class::isInstance)
                        .map(event -> ((RunEvent.PhaseBegan) event).stream()))
                .doesNotHaveDuplicates();
        assertThat(events).hasSize(3 * clients);
    }

    @Test
    void tooManyClientsAreTurnedAwayAndTheOthersStay() throws Exception {
        var channels = new ArrayList<SocketChannel>();
        for (int i = 0; i < PhaseSocket.MOST_CLIENTS; i++) {
            channels.add(say(connect(), "begin train\n"));
        }
        await(() -> events.size() == PhaseSocket.MOST_CLIENTS);
        try (var late = connect()) {
            assertThat(late.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        }
        channels.getFirst().close();
        await(() -> notes().contains("note.phase.clients") && withoutNotes().size() == PhaseSocket.MOST_CLIENTS + 1);
        try (var next = connect()) {
            say(next, "begin eval\n");
            await(() -> withoutNotes().size() == PhaseSocket.MOST_CLIENTS + 2);
        }
        for (var channel : channels) {
            channel.close();
        }
    }

    @Test
    void aSlowClientHoldsUpNobody() throws Exception {
        try (var slow = connect()) {
            say(slow, "beg");
            try (var quick = connect()) {
                say(quick, "count steps 1\n");
                await(() -> events.size() == 1);
            }
            say(slow, "in train\n");
            await(() -> events.size() == 2);
        }
    }

    @Test
    void aClientThatOutlivesTheRunIsCutOff() throws Exception {
        try (var client = connect()) {
            say(client, "begin train\n");
            await(() -> events.size() == 1);
            socket.close();
            assertThat(events.getLast()).isEqualTo(new RunEvent.PhaseEnded(NOW, 0, "train"));
        }
    }

    @Test
    void aKilledClientEndsItsPhases() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/perl")), "needs perl, for a client in another process");
        var client = new ProcessBuilder(
                        "/usr/bin/perl",
                        "-MIO::Socket::UNIX",
                        "-e",
                        "$s = IO::Socket::UNIX->new(Peer => $ARGV[0]); syswrite $s, \"begin train\\n"
                                + "begin st\"; sleep 600",
                        socket.path().toString())
                .inheritIO()
                .start();
        await(() -> events.size() == 1);
        client.destroyForcibly();
        await(() -> withoutNotes().size() == 2);
        assertThat(withoutNotes().getLast()).isEqualTo(new RunEvent.PhaseEnded(NOW, 0, "train"));
    }

    @Test
    void onlyThisUserMayEnterAndNothingIsLeft() throws IOException {
        var inside = socket.path().getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
                .isEqualTo("rwx------");
        assertThat(socket.path().toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(108);
        socket.close();
        assertThat(inside).doesNotExist();
    }

    @Test
    void aFolderWithTooLongANameIsPassedOver() throws IOException {
        var deep = Files.createDirectories(folder.resolve("x".repeat(120)));
        try (var other = PhaseSocket.open(
                List.of(deep, Path.of("/nowhere"), Path.of("/tmp")), () -> NOW, () -> 0, events::addAll)) {
            assertThat(other.path()).startsWith(Path.of("/tmp"));
        }
        assertThat(deep).isEmptyDirectory();
        assertThatThrownBy(() -> PhaseSocket.open(List.of(deep), () -> NOW, () -> 0, events::addAll))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theRuntimeFolderOfTheUserComesFirst() {
        assertThat(PhaseSocket.folders(Map.of("XDG_RUNTIME_DIR", "/run/user/1000", "TMPDIR", "")))
                .containsExactly(Path.of("/run/user/1000"), Path.of("/tmp"));
    }
}
