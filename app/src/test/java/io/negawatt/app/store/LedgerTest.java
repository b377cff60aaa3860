package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.negawatt.core.account.RunEvent;
import io.negawatt.core.text.BadInputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant FROM = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path home;

    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = Ledger.of(home);
    }

    private void closedRun(String id, Instant from) throws IOException {
        var folder = Files.createDirectories(home.resolve("runs").resolve(id));
        Files.write(folder.resolve("account.json"), AccountJson.write(SampleAccount.of(id, from, "run " + id)));
    }

    private RunFolder interruptedRun() throws StoreException {
        try (var run = ledger.newRun();
                var journal = run.createJournal()) {
            for (var event : SampleRun.steady(3)) {
                if (!(event instanceof RunEvent.Finished)) {
                    journal.append(event);
                }
            }
            return run.folder();
        }
    }

    private static void writeAccount(OpenRun run) throws StoreException {
        run.writeAccount(SampleAccount.of(run.folder().id(), FROM, "closed"));
    }

    @Test
    void homeIsTheOptionThenTheVariableThenTheDefault() {
        var user = Path.of("/home/li");
        var variable = Map.of("NEGAWATT_HOME", "/data/nw");
        assertThat(Ledger.home(Optional.of(Path.of("/x")), variable, user)).isEqualTo(Path.of("/x"));
        assertThat(Ledger.home(Optional.empty(), variable, user)).isEqualTo(Path.of("/data/nw"));
        assertThat(Ledger.home(Optional.empty(), Map.of(), user)).isEqualTo(Path.of("/home/li/.negawatt"));
    }

    @Test
    void aNewRunHasAFolderAndAShortId() throws Exception {
        try (var run = ledger.newRun()) {
            assertThat(run.folder().id()).matches("[0-9a-f]{4}");
            assertThat(run.folder().path())
                    .isDirectory()
                    .isEqualTo(home.resolve("runs/" + run.folder().id()));
        }
    }

    @Test
    void aRunThatNeverBeganLeavesNothing() throws Exception {
        ledger.newRun().close();
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void aClosedRunIsListedAndHoldsNoLock() throws Exception {
        try (var run = ledger.newRun()) {
            run.createJournal().close();
            writeAccount(run);
        }
        var runs = ledger.list().runs();
        assertThat(runs).hasSize(1);
        assertThat(runs.getFirst().name()).isEqualTo("closed");
        assertThat(ledger.find(runs.getFirst().id()).path())
                .isDirectoryContaining("glob:**/journal")
                .isDirectoryContaining("glob:**/account.json")
                .isDirectoryNotContaining("glob:**/lock");
    }

    @Test
    void takenIdsCostAnotherTryAndThenALongerId() throws Exception {
        var ids = new HashSet<String>();
        for (int i = 0; i < 20; i++) {
            // Each ledger draws the same numbers, as two processes may.
            var run = Ledger.of(home, Disk.LOCAL, new SplittableRandom(7)).newRun();
            run.createJournal().close();
            run.close();
            assertThat(ids.add(run.folder().id())).isTrue();
        }
        assertThat(ids).anyMatch(it -> it.length() > 4);
    }

    @Test
    void manyThreadsWithLedgersOfTheirOwnNeverShareARun() throws Exception {
        var ids = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 200)
                    .mapToObj(i -> (Callable<Object>) () -> {
                        var run = Ledger.of(home, Disk.LOCAL, new SplittableRandom(i % 3))
                                .newRun();
                        run.createJournal().close();
                        run.close();
                        return ids.add(run.folder().id());
                    })
                    .toList();
            for (Future<Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        assertThat(new HashSet<>(ids)).hasSize(200);
    }

    @Test
    void aLiveRunIsNotTakenForInterrupted() throws Exception {
        try (var run = ledger.newRun()) {
            run.createJournal().close();
            assertThat(Ledger.of(home).closeInterrupted(LedgerTest::writeAccount))
                    .isEmpty();
            assertThat(Ledger.of(home).closeInterrupted(LedgerTest::writeAccount))
                    .isEmpty();
            assertThat(run.folder().closed()).isFalse();
        }
    }

    @Test
    void anInterruptedRunIsClosedOnceFromItsJournal() throws Exception {
        var folder = interruptedRun();
        var events = new ArrayList<RunEvent>();
        var outcomes = ledger.closeInterrupted(run -> {
            assertThat(run.replay(events::add).finished()).isFalse();
            writeAccount(run);
        });
        assertThat(outcomes).containsExactly(new Ledger.Outcome(folder, Optional.empty()));
        assertThat(events).isEqualTo(SampleRun.steady(3).subList(0, 5));
        assertThat(ledger.closeInterrupted(LedgerTest::writeAccount)).isEmpty();
    }

    @Test
    void whatAProcessLeftThatDiedBeforeItsFirstRecordIsRemoved() throws Exception {
        var folders = new ArrayList<Path>();
        for (byte[] journal : new byte[][] {{}, Journal.MAGIC, {'N', 'E'}}) {
            try (var run = ledger.newRun()) {
                Files.write(run.folder().journal(), journal);
                folders.add(run.folder().path());
            }
        }
        var noJournal = Files.createDirectories(home.resolve("runs/0abc"));
        Files.createFile(noJournal.resolve("lock"));
        folders.add(noJournal);
        var foreign = Files.createDirectories(home.resolve("runs/notes"));
        assertThat(ledger.closeInterrupted(LedgerTest::writeAccount)).isEmpty();
        assertThat(folders).allSatisfy(folder -> assertThat(folder).doesNotExist());
        assertThat(foreign).as("a folder that is no run").isEmptyDirectory();
    }

    @Test
    void aClosedRunWhoseProcessDiedOverItsSamplesGetsThem() throws Exception {
        var folder = interruptedRun();
        Files.write(folder.account(), AccountJson.write(SampleAccount.of(folder.id(), FROM, "closed")));
        Files.createFile(folder.path().resolve(".samples.parquet.77.tmp"));
        assertThat(ledger.closeInterrupted(run -> {
                    throw new AssertionError("closed twice");
                }))
                .isEmpty();
        assertThat(folder.samples()).isNotEmptyFile();
        assertThat(folder.path()).isDirectoryNotContaining("glob:**/{lock,.*}");
    }

    @Test
    void aRunThatIsTakenBackWasNever() throws Exception {
        try (var run = ledger.newRun()) {
            run.startJournal((RunEvent.Started) SampleRun.steady(0).getFirst()).close();
            run.discard();
        }
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void aRunWhoseJournalCannotBeginIsRefusedAndLeavesNothing() throws Exception {
        var full = Ledger.of(
                home,
                new LocalDisk() {
                    @Override
                    public File create(Path file) throws IOException {
                        Files.createFile(file);
                        throw new IOException("No space left on device");
                    }
                },
                new SplittableRandom());
        try (var run = full.newRun()) {
            assertThatThrownBy(() -> run.startJournal(
                            (RunEvent.Started) SampleRun.steady(0).getFirst()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining(home.toString())
                    .hasMessageContaining("Free some space");
        }
        assertThat(home.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void newRunsAndThoseWhoTidyUpDoNotMeet() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var tasks = IntStream.range(0, 400)
                    .mapToObj(i -> (Callable<Object>)
                            () -> i % 2 == 0 ? Ledger.of(home).closeInterrupted(LedgerTest::writeAccount) : begun())
                    .toList();
            for (Future<Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
        ledger.closeInterrupted(LedgerTest::writeAccount);
        assertThat(ledger.list().runs()).hasSize(200);
    }

    private Object begun() throws StoreException {
        try (var run = Ledger.of(home).newRun();
                var journal =
                        run.startJournal((RunEvent.Started) SampleRun.steady(0).getFirst())) {
            assertThat(run.folder().journal()).exists();
            return journal;
        }
    }

    @Test
    void ofTwoThatCloseAnInterruptedRunExactlyOneDoes() throws Exception {
        for (int round = 0; round < 20; round++) {
            var folder = interruptedRun();
            var closings = new ConcurrentLinkedQueue<String>();
            try (var threads = Executors.newFixedThreadPool(4)) {
                var tasks = IntStream.range(0, 4)
                        .mapToObj(i -> (Callable<Object>) () -> Ledger.of(home).closeInterrupted(run -> {
                            closings.add(run.folder().id());
                            writeAccount(run);
                        }))
                        .toList();
                for (Future<Object> done : threads.invokeAll(tasks)) {
                    done.get();
                }
            }
            assertThat(closings).containsExactly(folder.id());
        }
    }

    @Test
    void aRunThatCannotBeClosedIsSaidAndKeepsNoOtherFromIt() throws Exception {
        var damaged = interruptedRun();
        Files.write(damaged.journal(), new byte[] {1, 2, 3});
        var good = interruptedRun();
        var outcomes = ledger.closeInterrupted(run -> {
            run.replay(event -> {});
            writeAccount(run);
        });
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.stream().filter(it -> it.failure().isEmpty()).map(Ledger.Outcome::run))
                .containsExactly(good);
        assertThat(damaged.journal()).exists();
    }

    @Test
    void aThousandRunsAreListedNewestFirst() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            closedRun("%04x".formatted(i * 7), FROM.plusSeconds(i));
        }
        var listing = ledger.list();
        assertThat(listing.problems()).isEmpty();
        assertThat(listing.runs()).hasSize(1_000);
        assertThat(listing.runs().getFirst().id()).isEqualTo("%04x".formatted(999 * 7));
        assertThat(listing.runs()).isSortedAccordingTo((a, b) -> b.from().compareTo(a.from()));
    }

    @Test
    void aHeaderIsTheHeadOfItsAccount() throws Exception {
        closedRun("7f3a", FROM);
        var account = SampleAccount.of("7f3a", FROM, "run 7f3a");
        assertThat(ledger.list().runs())
                .containsExactly(new RunHeader(
                        account.id(),
                        account.name(),
                        account.command(),
                        account.exitCode(),
                        account.status(),
                        account.host(),
                        account.from(),
                        account.elapsedS(),
                        account.totalJ(),
                        account.cost(),
                        account.carbon().locationG(),
                        account.carbon().marketG()));
        assertThat(ledger.list().runs().getFirst().cells())
                .hasSameSizeAs(RunHeader.COLUMNS)
                .contains("4.5724000125E7");
    }

    @Test
    void anAccountThatAnotherToolReorderedIsListed() throws Exception {
        closedRun("7f3a", FROM);
        var file = home.resolve("runs/7f3a/account.json");
        String text = Files.readString(file);
        String schema = "\"schema\" : \"negawatt.account/1\",";
        Files.writeString(
                file, text.replace(schema, "").replaceFirst("\\}\\s*$", ", " + schema.replace(",", "") + "}"));
        assertThat(ledger.list().runs()).hasSize(1);
    }

    @Test
    void aDamagedAccountIsAProblemAndHidesNoOther() throws Exception {
        closedRun("0001", FROM);
        closedRun("0002", FROM);
        Files.writeString(home.resolve("runs/0001/account.json"), "{\"schema\" : \"negawatt.acc");
        assertThat(ledger.list().runs()).hasSize(1);
        assertThat(ledger.list().problems().getFirst()).hasMessageContaining("0001");
    }

    @Test
    void anEmptyHomeIsAnEmptyLedger() throws Exception {
        var none = Ledger.of(home.resolve("none"));
        assertThat(none.list().runs()).isEmpty();
        assertThat(none.closeInterrupted(LedgerTest::writeAccount)).isEmpty();
        assertThat(home.resolve("none")).doesNotExist();
        assertThatThrownBy(() -> none.find("7f3a"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is empty");
    }

    @Test
    void aRunIsFoundByTheBeginningOfItsId() throws Exception {
        for (String id : List.of("7f3a", "7f3b", "7f3b1", "a001")) {
            closedRun(id, FROM);
        }
        assertThat(ledger.find("a").id()).isEqualTo("a001");
        assertThat(ledger.find("7F3A").id()).isEqualTo("7f3a");
        assertThat(ledger.find("7f3b").id()).isEqualTo("7f3b");
        assertThatThrownBy(() -> ledger.find("7f")).hasMessageContaining("7f3a, 7f3b, 7f3b1");
        assertThatThrownBy(() -> ledger.find("7f3c"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Did you mean 7f3a, 7f3b");
        assertThatThrownBy(() -> ledger.find("zzzzzzzz")).hasMessageContaining("negawatt account list");
        assertThatThrownBy(() -> ledger.find("")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> ledger.find("../runs/a001")).isInstanceOf(BadInputException.class);
    }

    @Test
    void aFileInThePlaceOfTheHomeIsSaid() throws Exception {
        var file = Files.createFile(home.resolve("file"));
        assertThatThrownBy(() -> Ledger.of(file).newRun())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a file, not a folder")
                .hasMessageContaining("--home");
    }

    @Test
    void anUnwritableHomeIsSaidWithWhatToDo() {
        var closed = Ledger.of(home.resolve("a/b"), failing(new AccessDeniedException("/x")), new SplittableRandom());
        assertThatThrownBy(closed::newRun)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Permission denied")
                .hasMessageContaining("Make the folder writable");
    }

    @Test
    void aFullDiskIsSaidWithWhatToDo() {
        var full = Ledger.of(home, failing(new IOException("No space left on device")), new SplittableRandom());
        assertThatThrownBy(full::newRun).isInstanceOf(BadInputException.class).hasMessageContaining("Free some space");
    }

    private static Disk failing(IOException failure) {
        return new LocalDisk() {
            @Override
            public void createFolder(Path folder) throws IOException {
                throw failure;
            }
        };
    }
}
