package io.negawatt.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.account.RunEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only processes of their own can show: that a killed one loses nothing, and that locks hold between them. */
class OpenRunTest {
    private static final int ROUNDS =
            System.getProperty("negawatt.faults", "short").equals("long") ? 200 : 3;

    @TempDir
    Path home;

    /** Starts a run and appends polls until it is killed, and says the number of each once it is appended. */
    static final class Writer {
        public static void main(String[] args) throws IOException {
            var journal = Ledger.of(Path.of(args[0])).newRun().createJournal();
            for (var event : SampleRun.steady(0).subList(0, 2)) {
                journal.append(event);
            }
            for (int n = 1; n < 1_000_000; n++) {
                journal.append(SampleRun.polled(n, 2));
                System.out.println(n);
            }
        }
    }

    /** Closes every interrupted run, and says the id of each that it got. */
    static final class Closer {
        public static void main(String[] args) throws IOException {
            Ledger.of(Path.of(args[0])).closeInterrupted(run -> {
                run.writeAccount(SampleAccount.of(run.folder().id(), Instant.EPOCH, "closed"));
                System.out.println(run.folder().id());
            });
        }
    }

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void leaveNoProcess() {
        started.forEach(Process::destroyForcibly);
    }

    private Process start(Class<?> main) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started.add(process);
        return process;
    }

    private static int readUpTo(BufferedReader lines, int count) throws IOException {
        String last = "0";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            last = line;
            if (Integer.parseInt(line) == count) {
                break;
            }
        }
        return Integer.parseInt(last);
    }

    @Test
    void aKilledProcessLosesNothingThatItAppended() throws Exception {
        var random = new Random(9);
        for (int round = 0; round < ROUNDS; round++) {
            var writer = start(Writer.class);
            var said = writer.inputReader();
            readUpTo(said, 1 + random.nextInt(3_000));
            assertThat(Ledger.of(home).closeInterrupted(run -> {}))
                    .as("a live run")
                    .isEmpty();
            writer.toHandle().destroyForcibly(); // the process's own method would close what it said, too
            int appended = readUpTo(said, -1);
            writer.waitFor();

            var events = new ArrayList<RunEvent>();
            var outcomes = Ledger.of(home).closeInterrupted(run -> {
                assertThat(run.replay(events::add).lostEvents()).isZero();
                run.writeAccount(SampleAccount.of(run.folder().id(), Instant.EPOCH, "closed"));
            });
            assertThat(outcomes).hasSize(1).allMatch(it -> it.failure().isEmpty());
            var polls =
                    events.stream().filter(RunEvent.Polled.class::isInstance).toList();
            assertThat(polls.size()).isGreaterThanOrEqualTo(appended);
            for (int n = 1; n <= polls.size(); n++) {
                assertThat(polls.get(n - 1)).isEqualTo(SampleRun.polled(n, 2));
            }
        }
        assertThat(Ledger.of(home).list().runs()).hasSize(ROUNDS);
    }

    @Test
    void processesThatCloseAtOnceShareTheRunsOut() throws Exception {
        var ledger = Ledger.of(home);
        for (int i = 0; i < 40; i++) {
            try (var run = ledger.newRun();
                    var journal = run.createJournal()) {
                journal.append(SampleRun.steady(0).getFirst());
            }
        }
        var closers = List.of(start(Closer.class), start(Closer.class));
        var closed = new ArrayList<String>();
        for (var closer : closers) {
            closer.inputReader().lines().forEach(closed::add);
            assertThat(closer.waitFor()).isZero();
        }
        assertThat(closed).hasSize(40);
        assertThat(new HashSet<>(closed)).hasSize(40);
        assertThat(ledger.closeInterrupted(run -> {})).isEmpty();
        assertThat(ledger.list().runs()).hasSize(40).allMatch(it -> it.cost().isPresent());
        assertThat(ledger.folders()).allMatch(RunFolder::closed);
    }
}
