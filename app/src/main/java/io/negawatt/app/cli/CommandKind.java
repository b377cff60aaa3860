package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * A command: one line of {@link Commands#ALL}.
 *
 * <p>The object that {@code create} makes carries picocli's {@code @Command(name = …)} and returns the exit code. Its texts
 * come from the message files: {@code cli.NAME.about}, {@code cli.NAME.example}, and for each option and parameter
 * {@code cli.NAME.option.OPTION} or, where all commands share it, {@code cli.option.OPTION}; see {@link UsageTexts}.
 *
 * @param name what people type
 * @param create makes the command for one session; quick and without side effects
 * @param parts commands below this one, such as {@code list} of {@code account}
 */
public record CommandKind(String name, Function<Session, Callable<Integer>> create, List<CommandKind> parts) {

    public CommandKind {
        parts = List.copyOf(parts);
    }

    /** A command with none below it. */
    public CommandKind(String name, Function<Session, Callable<Integer>> create) {
        this(name, create, List.of());
    }

    /** {@return picocli's form of the command and of those below it} */
    CommandLine line(Session session) {
        var line = new CommandLine(create.apply(session));
        parts.forEach(part -> line.addSubcommand(part.name(), part.line(session)));
        return line;
    }
}
