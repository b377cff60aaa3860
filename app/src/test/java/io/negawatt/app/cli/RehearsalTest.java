package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

    @Test
    void rehearses_only_commands_that_look() {
        assertThat(Rehearsal.LINES)
                .allMatch(line -> !line.getFirst().equals("run") || line.contains("--help"))
                .noneMatch(line -> line.contains("quickstart"));
    }

    @Test
    void the_rehearsal_of_help_succeeds() {
        assertThat(Cli.run(Commands.ALL, Session.silent(Lang.ZH), "--help")).isZero();
    }

    @Test
    void a_server_answers_all_that_is_rehearsed(@TempDir Path folder) throws Exception {
        new ServeCommand(Session.silent(Lang.EN)).rehearse(folder, new Caller());
        assertThat(folder.resolve("server")).isDirectory();
    }
}
