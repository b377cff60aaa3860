package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 600 kB that is full before a run, during it and at its end. */
class RunCommandDiskTest {
    private static final int METERS = 60;
    private static final String FULL = "No space left on device";

    @TempDir
    private Path folder;

    private Path disk;
    private Path home;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        home = disk.resolve("home");
        assumeThat(system("mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", disk.toString()))
                .as("a small disk can be mounted here, which takes root")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        Program.endAll(home);
        assertThat(!Files.exists(disk)
                        || system("mountpoint", "-q", disk.toString()) == system("umount", disk.toString()))
                .as("no file of the disk is still open")
                .isTrue();
    }

    private static boolean system(String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Fills the disk but for {@code leftBytes}. */
    private void fill(int leftBytes) throws IOException {
        long free = Files.getFileStore(disk).getUsableSpace();
        Files.write(disk.resolve("fill"), new byte[(int) free - leftBytes]);
    }

    @Test
    void fullBeforeTheStartIsSaidAndNothingRuns() throws Exception {
        for (int leftBytes : new int[] {0, 4096}) {
            fill(leftBytes);
            var result = new Console(home)
                    .negawatt("run", "--", "touch", folder.resolve("ran").toString());
            assertThat(result.exitCode()).isEqualTo(2);
            assertThat(result.err().lines()).hasSize(1);
            assertThat(result.err()).contains(home.toString(), FULL, "--home");
            assertThat(folder.resolve("ran")).doesNotExist();
            Files.delete(disk.resolve("fill"));
            assertThat(home.resolve("runs")).isEmptyDirectory();
        }
    }

    @Test
    void aRunGoesOnOverAFullDiskAndItsAccountIsRight() throws Exception {
        String fill = "head -c 1M /dev/zero > '%s/fill' 2> /dev/null; sleep 1; ".formatted(disk);
        String free = "rm '%s/fill'; sleep 0.8; ".formatted(disk);
        var run = Program.start(
                home,
                "run",
                "--meter",
                "trace.file=" + manyMeters(),
                "--meter",
                "trace.scope=device",
                "--json",
                folder.resolve("a.json").toString(),
                "--",
                "sh",
                "-c",
                fill + free + fill + "exit 7");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(7);
        assertThat(run.err()).contains("total", FULL, "could not be written", "the next command closes the run");
        Evidence.lawsHold(AccountJson.read(folder.resolve("a.json")));
        var id = Ledger.of(home).folders().getFirst().id();
        assertThat(Evidence.run(home, id).account()).doesNotExist();

        Files.delete(disk.resolve("fill"));
        var list = new Console(home).negawatt("account", "list");
        assertThat(list.exitCode()).isZero();
        assertThat(list.err()).contains("Run " + id);
        var closed = AccountJson.read(Evidence.run(home, id).account());
        Evidence.lawsHold(closed);
        assertThat(closed.gaps()).as("what the disk did not take is a gap").isNotEmpty();
        assertThat(Evidence.names(Evidence.run(home, id).path()))
                .containsExactly("account.json", "journal", "report.html", "samples.parquet");
    }

    /** {@return a trace of so many meters that a few polls need more room than the journal has of the disk already} */
    private Path manyMeters() throws IOException {
        var trace = new StringBuilder("t_s");
        IntStream.range(0, METERS)
                .forEach(meter -> trace.append(",m").append(meter).append("_W"));
        for (int s = 0; s < 100; s++) {
            trace.append('\n').append(s).append((",%d".formatted(100 + s)).repeat(METERS));
        }
        return Files.writeString(folder.resolve("meters.csv"), trace + "\n");
    }
}
