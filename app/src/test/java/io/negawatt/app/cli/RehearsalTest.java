package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import org.junit.jupiter.api.Test;

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
}
