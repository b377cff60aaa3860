package io.negawatt.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CliTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new TreeMap<>();

    @Command(name = "probe")
    private static final class Probe implements Callable<Integer> {
        private final Callable<Integer> work;

        @Option(names = "--times")
        private int times;

        Probe(Callable<Integer> work) {
            this.work = work;
        }

        @Override
        public Integer call() throws Exception {
            return times + work.call();
        }
    }

    @Test
    void the_exit_code_is_that_of_the_command() {
        assertThat(probe(() -> 7)).isEqualTo(7);
        assertThat(probe(() -> 0, "--times", "3")).isEqualTo(3);
    }

    @Test
    void bad_input_is_one_line_and_code_2() {
        assertThat(probe(() -> {
                    throw BadInputException.of("cli.error.lang", "fr");
                }))
                .isEqualTo(2);
        assertThat(err()).isEqualTo("negawatt: --lang takes en or zh, but got 'fr'\n");
    }

    @Test
    void a_fault_is_one_line_and_code_1_and_says_how_to_see_more() {
        Callable<Integer> fault = () -> {
            throw new IllegalStateException("first\n  second");
        };
        assertThat(probe(fault)).isEqualTo(1);
        assertThat(err().lines()).hasSize(1);
        assertThat(err())
                .contains("IllegalStateException: first second", "NEGAWATT_DEBUG=1")
                .doesNotContain("\tat ");
        environment.put("NEGAWATT_DEBUG", "1");
        probe(fault);
        assertThat(err()).contains("\tat io.negawatt");
    }

    @Test
    void trouble_with_files_is_no_fault_of_the_program() {
        assertThat(probe(() -> {
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isEqualTo(1);
        assertThat(err()).startsWith("negawatt: could not read or write: IOException: No space left on device");
    }

    @Test
    void errors_of_the_virtual_machine_are_said_too() {
        assertThat(probe(() -> {
                    throw new NoClassDefFoundError("io/negawatt/Gone");
                }))
                .isEqualTo(1);
        assertThat(err()).contains("NoClassDefFoundError: io/negawatt/Gone");
    }

    @Test
    void an_unknown_command_or_option_gets_near_names() {
        assertThat(run("prob")).isEqualTo(2);
        assertThat(err())
                .isEqualTo(
                        "negawatt: negawatt has no command 'prob'; do you mean probe? `negawatt --help` lists all\n");
        assertThat(run("probe", "--time")).isEqualTo(2);
        assertThat(err()).contains("negawatt probe has no option '--time'; do you mean --times?");
        assertThat(run("probe", "left-over")).isEqualTo(2);
        assertThat(err()).contains("does not know what to do with 'left-over'");
    }

    @Test
    void a_value_that_does_not_fit_its_option_is_named() {
        assertThat(run("probe", "--times", "often")).isEqualTo(2);
        assertThat(err())
                .isEqualTo("negawatt: negawatt probe cannot use 'often' as --times; see `negawatt probe --help`\n");
        assertThat(run("probe", "--times")).isEqualTo(2);
        assertThat(err()).contains("--times");
        assertThat(run("probe", "--times", "1", "--times", "2")).isEqualTo(2);
        assertThat(err()).contains("takes --times once");
    }

    @Test
    void speaks_the_language_of_option_and_locale() {
        assertThat(run("--lang", "zh", "prob")).isEqualTo(2);
        assertThat(err()).contains("没有“prob”这个命令");
        assertThat(run("--lang", "fr", "probe")).isEqualTo(2);
        assertThat(err()).contains("en or zh").contains("'fr'");
        run("--help", "--lang=zh");
        assertThat(out()).contains("用法：negawatt").contains("显示版本");
    }

    @Test
    void help_goes_to_stdout_and_usage_without_command_to_stderr() {
        assertThat(run("--help")).isZero();
        assertThat(out()).contains("Usage: negawatt").contains("probe");
        assertThat(run()).isEqualTo(2);
        assertThat(err()).contains("Usage: negawatt");
        assertThat(run("probe", "--help")).isZero();
        assertThat(out()).contains("Usage: negawatt probe");
    }

    @Test
    void the_version_is_the_same_by_either_way() {
        assertThat(run("--version", "--lang", "en")).isZero();
        assertThat(out()).isEqualTo("negawatt " + Version.text() + "\n");
    }

    @Test
    void nothing_is_colored_for_a_pipe() {
        run("--help");
        assertThat(out()).doesNotContain("\u001b");
    }

    private int probe(Callable<Integer> work, String... args) {
        var line = new java.util.ArrayList<>(List.of("probe"));
        line.addAll(List.of(args));
        return run(work, line.toArray(String[]::new));
    }

    private int run(String... args) {
        return run(() -> 0, args);
    }

    private int run(Callable<Integer> work, String... args) {
        out.reset();
        err.reset();
        var session = new Session(
                Lang.EN,
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, true, UTF_8),
                Session.Terminals.NONE,
                environment,
                InstantSource.system());
        return Cli.run(List.of(new CommandKind("probe", ignored -> new Probe(work))), session, args);
    }

    private String out() {
        return out.toString(UTF_8);
    }

    private String err() {
        return err.toString(UTF_8);
    }
}
