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

    /**
     * {@return the command alone whose name comes first in {@code args}, and of those below it that whose name comes next; all of
     * them where it is none}
     *
     * <p>picocli reads every option of every command that it is given by reflection: for all of them that takes 0.3 s of a start.
     */
    static List<CommandKind> asked(List<CommandKind> kinds, List<String> args) {
        return kinds.stream()
                .filter(kind -> !args.isEmpty() && kind.name.equals(args.getFirst()))
                .findFirst()
                .map(kind -> List.of(
                        new CommandKind(kind.name, kind.create, asked(kind.parts, args.subList(1, args.size())))))
                .orElse(kinds);
    }

    /** {@return picocli's form of the command and of those below it} */
    CommandLine line(Session session) {
        var line = new CommandLine(create.apply(session));
        parts.forEach(part -> line.addSubcommand(part.name(), part.line(session)));
        return line;
    }
}
