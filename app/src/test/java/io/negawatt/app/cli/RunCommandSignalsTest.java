package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.core.account.Account;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and SIGTERM, as they reach a run and its command from outside: three runs, side by side. */
class RunCommandSignalsTest {
    private static final String STUBBORN = "trap '' TERM; : > \"$NEGAWATT_HOME/ready\"; while :; do sleep 0.05; done";

    @TempDir
    private Path home;

    private Program interrupted;
    private Program terminated;
    private Program stubborn;

    @BeforeEach
    void start() throws Exception {
        interrupted = Program.start(home, "run", "--name", "interrupted", "--", "sleep", "60");
        terminated = Program.start(home, "run", "--name", "terminated", "--", "sleep", "60");
        stubborn = Program.start(home, "run", "--name", "stubborn", "--", "sh", "-c", STUBBORN);
    }

    @AfterEach
    void leaveNoProcess() {
        Program.endAll(home);
    }

    @Test
    void theFirstClosesTheAccountAndTheSecondKills() throws Exception {
        for (var run : List.of(interrupted, terminated)) {
            run.await(() -> run.err().contains("metering"));
        }
        stubborn.await(() -> Files.exists(home.resolve("ready")));
        interrupted.signalGroup("INT");
        terminated.signal("TERM");
        stubborn.signal("TERM");
        stubborn.await(() -> stubborn.err().contains("closing the account"));
        assertThat(stubborn.isAlive()).isTrue();
        stubborn.signal("TERM");

        closed(interrupted, "interrupted", 130, 130);
        closed(terminated, "terminated", 143, 143);
        closed(stubborn, "stubborn", 137, 143);
        assertThat(Program.of(home)).isEmpty();
    }

    private void closed(Program program, String name, int exitCode, int accountExitCode) throws Exception {
        assertThat(program.exitCode()).as(name).isEqualTo(exitCode);
        assertThat(program.err()).contains("closing the account", "total");
        var header = Ledger.of(home).list().runs().stream()
                .filter(run -> run.name().equals(name))
                .findFirst()
                .orElseThrow();
        var account = AccountJson.read(Evidence.run(home, header.id()).account());
        assertThat(account.status()).isEqualTo(Account.Status.COMPLETE);
        assertThat(account.exitCode()).isEqualTo(OptionalInt.of(accountExitCode));
        Evidence.lawsHold(account);
    }
}
