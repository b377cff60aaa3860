package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.run.Interrupts.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterruptsTest {
    @TempDir
    private Path folder;

    private final LinkedBlockingQueue<Phase> heard = new LinkedBlockingQueue<>();
    private Path stat;

    @BeforeEach
    void noTerminal() throws IOException {
        stat = Files.writeString(folder.resolve("stat"), "7 (java) S 1 500 400 0 -1 4194560 1\n");
    }

    /** A command that says when it is ready, cleans up on a signal, and then exits with 3. */
    private Child tidy() throws Exception {
        return started(
                "trap 'echo clean > %1$s/clean; exit 3' INT TERM HUP; : > %1$s/ready; while :; do sleep 0.05; done");
    }

    private Child started(String script) throws Exception {
        var child = Child.start(List.of("sh", "-c", script.formatted(folder)), System.getenv());
        while (!Files.exists(folder.resolve("ready"))) {
            Thread.sleep(5);
        }
        return child;
    }

    @ParameterizedTest
    @EnumSource(
            value = Signals.class,
            names = {"HUP", "INT", "TERM"})
    void theFirstSignalReachesTheCommandWhichMayCleanUp(Signals signal) throws Exception {
        var interrupts = new Interrupts(heard::add, stat);
        var child = tidy();
        interrupts.passTo(child);
        interrupts.received(signal);
        assertThat(child.exitCode()).isEqualTo(3);
        assertThat(folder.resolve("clean")).exists();
        assertThat(heard).containsExactly(Phase.CLOSING);
        assertThat(interrupts.exitCode()).contains(128 + signal.number());
    }

    @Test
    void ctrlCInATerminalIsNotSentTwice() throws Exception {
        Files.writeString(stat, "7 (java) S 1 500 400 34816 500 4194560 1\n");
        var interrupts = new Interrupts(heard::add, stat);
        var child = tidy();
        interrupts.passTo(child);
        interrupts.received(Signals.INT);
        assertThat(child.waitFor(150)).isFalse();
        interrupts.received(Signals.INT);
        assertThat(child.exitCode()).isEqualTo(137);
        assertThat(heard).containsExactly(Phase.CLOSING, Phase.KILLED);
    }

    @Test
    void theSecondSignalKillsACommandThatWillNotGo() throws Exception {
        var interrupts = new Interrupts(heard::add, stat);
        var child = started("trap '' INT TERM; : > %s/ready; while :; do sleep 0.05; done");
        interrupts.passTo(child);
        interrupts.received(Signals.TERM);
        assertThat(child.waitFor(150)).isFalse();
        interrupts.received(Signals.TERM);
        assertThat(child.exitCode()).isEqualTo(137);
    }

    @Test
    void aSignalThatCameBeforeTheCommandIsPassedOn() throws Exception {
        var interrupts = new Interrupts(heard::add, stat);
        interrupts.received(Signals.TERM);
        var child = tidy();
        interrupts.passTo(child);
        assertThat(child.exitCode()).isEqualTo(3);
    }

    @Test
    void twoSignalsThatCameBeforeTheCommandKillIt() throws Exception {
        var interrupts = new Interrupts(heard::add, stat);
        var child = started("trap '' TERM; : > %s/ready; while :; do sleep 0.05; done");
        interrupts.received(Signals.TERM);
        interrupts.received(Signals.TERM);
        interrupts.passTo(child);
        assertThat(child.exitCode()).isEqualTo(137);
    }

    @Test
    void signalsOfTheSystemAreHeardWithoutEndingTheProgram() throws Exception {
        try (var interrupts = Interrupts.listen(heard::add)) {
            assertThat(Signals.TERM.send(ProcessHandle.current().pid())).isTrue();
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(Phase.CLOSING);
            assertThat(interrupts.exitCode()).contains(143);
        }
    }
}
