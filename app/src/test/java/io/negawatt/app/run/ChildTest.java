package io.negawatt.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.negawatt.core.text.Lang;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChildTest {
    @TempDir
    private Path folder;

    private CannotStartException refused(String... command) {
        var path = Map.of("PATH", folder + ":/usr/bin:/bin:/nowhere");
        return catchThrowableOfType(CannotStartException.class, () -> Child.start(List.of(command), path));
    }

    private Path file(String name, String text, String permissions) throws IOException {
        var file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void aCommandThatIsNotThereIs127AndNearNamesAreOffered() throws IOException {
        file("trainer", "#!/bin/sh\n", "rwxr-xr-x");
        var refused = refused("trianer", "--fast");
        assertThat(refused.exitCode()).isEqualTo(127);
        assertThat(refused.text().in(Lang.EN)).contains("trianer", "4 folders", "Did you mean: trainer");
        assertThat(refused.text().in(Lang.ZH)).contains("trianer", "trainer");
    }

    @Test
    void withoutANearNameNoneIsOffered() {
        var refused = refused("xq9vwkzjqp");
        assertThat(refused.exitCode()).isEqualTo(127);
        assertThat(refused.text().key()).isEqualTo("error.run.not-found");
    }

    @Test
    void aFileThatIsNotThereIs127() {
        assertThat(refused(folder + "/none").exitCode()).isEqualTo(127);
        assertThat(refused("").exitCode()).isEqualTo(127);
    }

    @Test
    void whatCannotBeExecutedIs126() throws IOException {
        file("data.csv", "a,b\n", "rw-r--r--");
        assertThat(refused(folder + "/data.csv").exitCode()).isEqualTo(126);
        assertThat(refused("data.csv").exitCode()).isEqualTo(126);
        assertThat(refused(folder.toString()).exitCode()).isEqualTo(126);
        file("broken", "#!/no/such/interpreter\n", "rwxr-xr-x");
        assertThat(refused(folder + "/broken").exitCode()).isEqualTo(126);
    }

    @ParameterizedTest
    @CsvSource({"exit 0, 0", "exit 7, 7", "kill -TERM $$, 143", "kill -KILL $$, 137", "kill -INT $$, 130"})
    void theExitCodeIsPassedOn(String script, int code) throws Exception {
        assertThat(start(script).exitCode()).isEqualTo(code);
    }

    @Test
    void theEnvironmentIsPassedOnAsItIs() throws Exception {
        var environment = new HashMap<>(System.getenv());
        environment.put(Child.RUN_VARIABLE, "7f3a");
        var child = Child.start(List.of("sh", "-c", "test \"$NEGAWATT_RUN\" = 7f3a"), environment);
        assertThat(child.exitCode()).isZero();
    }

    @Test
    void killingReachesWhatTheCommandStarted() throws Exception {
        var child = start("sleep 600 & echo $! > %s/pid; wait".formatted(folder));
        while (!Files.exists(folder.resolve("pid"))
                || Files.readString(folder.resolve("pid")).isBlank()) {
            Thread.sleep(5);
        }
        long grandchild = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        child.kill();
        assertThat(child.exitCode()).isEqualTo(137);
        var handle = ProcessHandle.of(grandchild);
        while (handle.isPresent() && handle.get().isAlive()) {
            Thread.sleep(5);
        }
    }

    private static Child start(String script) throws CannotStartException {
        return Child.start(List.of("sh", "-c", script), System.getenv());
    }

    @Test
    void aSwapIsOneEdit() {
        assertThat(CommandPath.distance("pyhton", "python")).isEqualTo(1);
        assertThat(CommandPath.distance("python", "python3")).isEqualTo(1);
        assertThat(CommandPath.distance("kitten", "sitting")).isEqualTo(3);
    }
}
