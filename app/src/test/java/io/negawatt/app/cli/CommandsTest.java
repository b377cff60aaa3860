package io.negawatt.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.negawatt.core.text.Lang;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class CommandsTest {

    @ParameterizedTest
    @EnumSource(Lang.class)
    void every_command_option_and_parameter_has_its_texts(Lang lang) {
        assertThat(undescribed(Commands.ALL, lang)).isEmpty();
    }

    @Test
    void a_command_without_texts_is_found() {
        assertThat(undescribed(List.of(new CommandKind("mute", session -> new Mute())), Lang.EN))
                .containsExactly("negawatt mute: about", "negawatt mute: example", "negawatt mute: --silent");
    }

    @Test
    void whatACommandSaysIsNoTextOfAnOptionOfThatName() {
        var texts = new UsageTexts(Lang.EN);
        assertThat(texts.getString("negawatt.run.meter")).startsWith("Setting of a meter");
        assertThat(texts.containsKey("negawatt.run.json")).isFalse();
    }

    @Command(name = "mute")
    private static final class Mute implements Callable<Integer> {
        @Option(names = "--silent")
        private boolean silent;

        @Override
        public Integer call() {
            return silent ? 0 : 1;
        }
    }

    private static List<String> undescribed(List<CommandKind> commands, Lang lang) {
        return all(Cli.commandLine(commands, Session.silent(lang)))
                .flatMap(CommandsTest::undescribed)
                .toList();
    }

    private static Stream<CommandLine> all(CommandLine line) {
        return Stream.concat(
                Stream.of(line), line.getSubcommands().values().stream().flatMap(CommandsTest::all));
    }

    private static Stream<String> undescribed(CommandLine line) {
        var spec = line.getCommandSpec();
        var missing = Stream.<String>builder();
        if (spec.usageMessage().header().length == 0) {
            missing.add("about");
        }
        if (spec.usageMessage().footer().length == 0 && spec.subcommands().isEmpty()) {
            missing.add("example");
        }
        spec.args().stream()
                .filter(arg -> !arg.hidden() && arg.description().length == 0)
                .map(arg ->
                        arg instanceof CommandLine.Model.OptionSpec option ? option.longestName() : arg.paramLabel())
                .forEach(missing::add);
        return missing.build().map(what -> spec.qualifiedName() + ": " + what);
    }
}
