package io.negawatt.app.cli;

import io.negawatt.core.text.BadInputException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** The command line as a function: arguments and surroundings in, an exit code out. */
final class Cli {
    private static final int NARROWEST_HELP = 60;
    private static final int USUAL_HELP = 80;
    private static final int WIDEST_HELP = 110;

    private Cli() {}

    /** {@return the exit code of {@code args}; whatever failed has been said on the session's error stream} */
    static int run(List<CommandKind> commands, Session session, String... args) {
        try {
            return inItsLanguage(commands, session.in(Session.language(args, session.lang())), args);
        } catch (BadInputException e) {
            return new Failures(session).ofWork(e);
        } finally {
            session.out().flush();
        }
    }

    private static int inItsLanguage(List<CommandKind> commands, Session session, String... args) {
        try {
            return commandLine(CommandKind.asked(commands, List.of(args)), session)
                    .execute(args);
        } catch (LinkageError | OutOfMemoryError | StackOverflowError e) {
            return new Failures(session).ofWork(e);
        }
    }

    private static int helpWidth(int columns) {
        return columns == 0 ? USUAL_HELP : Math.clamp(columns, NARROWEST_HELP, WIDEST_HELP);
    }

    /** {@return picocli's form of these commands, with texts in the session's language} */
    static CommandLine commandLine(List<CommandKind> commands, Session session) {
        var failures = new Failures(session);
        var root = new CommandLine(new Root());
        commands.forEach(kind -> root.addSubcommand(kind.name(), kind.line(session)));
        return root.setResourceBundle(new UsageTexts(session.lang()))
                .setOut(new PrintWriter(session.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(session.color() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(helpWidth(session.width()))
                .setParameterExceptionHandler((failure, args) -> failures.ofUsage(failure))
                .setExecutionExceptionHandler((failure, line, result) -> failures.ofWork(failure));
    }
}
