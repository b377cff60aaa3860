package io.negawatt.app.cli;

import io.negawatt.app.store.StoreException;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Lang;
import io.negawatt.core.text.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever a command throws into one clear line on the error stream and an exit code. */
final class Failures {
    private final Session session;

    Failures(Session session) {
        this.session = session;
    }

    /** {@return the exit code for a command line that cannot be understood, after saying why} */
    int ofUsage(ParameterException failure) {
        say(usage(failure), failure);
        return ExitCode.USAGE;
    }

    /** {@return the exit code for a command that gave up, after saying why} */
    int ofWork(Throwable failure) {
        if (failure instanceof BadInputException badInput) {
            say(badInput.text(), failure);
            return ExitCode.USAGE;
        }
        say(work(failure), failure);
        return ExitCode.SOFTWARE;
    }

    private static Message work(Throwable failure) {
        return switch (failure) {
            case StoreException e -> e.text();
            case IOException e -> Message.of("cli.error.io", described(e));
            case UncheckedIOException e ->
                Message.of("cli.error.io", described(Objects.requireNonNullElse(e.getCause(), e)));
            default -> Message.of("cli.error.unexpected", described(failure));
        };
    }

    /** The type leads, since messages such as that of NoSuchFileException are but a path. */
    private static String described(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        return failure.getMessage() == null ? type : type + ": " + failure.getMessage();
    }

    private static Message usage(ParameterException failure) {
        var badInput = causes(failure)
                .filter(BadInputException.class::isInstance)
                .map(BadInputException.class::cast)
                .findFirst();
        if (badInput.isPresent()) {
            return badInput.get().text();
        }
        String command = failure.getCommandLine().getCommandSpec().qualifiedName();
        return switch (failure) {
            case UnmatchedArgumentException e -> unmatched(e, command);
            case MissingParameterException e -> Message.of("cli.error.missing", command, names(e.getMissing()));
            case OverwrittenOptionException e -> Message.of("cli.error.twice", command, name(e.getOverwritten()));
            default -> other(failure, command);
        };
    }

    private static Message unmatched(UnmatchedArgumentException failure, String command) {
        String given = failure.getUnmatched().getFirst();
        String kind = given.startsWith("-") ? "option" : takesCommands(failure) ? "command" : "argument";
        var near = failure.getSuggestions().stream().limit(3).collect(Collectors.joining(", "));
        return near.isEmpty() || kind.equals("argument")
                ? Message.of("cli.error.unknown." + kind, command, given)
                : Message.of("cli.error.unknown." + kind + ".near", command, given, near);
    }

    private static boolean takesCommands(ParameterException failure) {
        return !failure.getCommandLine().getSubcommands().isEmpty();
    }

    private static Message other(ParameterException failure, String command) {
        return failure.getArgSpec() == null || failure.getValue() == null
                ? Message.of("cli.error.usage", command, String.valueOf(failure.getMessage()))
                : Message.of("cli.error.value", command, name(failure.getArgSpec()), failure.getValue());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static String names(List<ArgSpec> args) {
        return args.stream().map(Failures::name).collect(Collectors.joining(", "));
    }

    private static String name(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private void say(Message message, Throwable failure) {
        Lang lang = session.lang();
        session.err().println("negawatt: " + message.in(lang).replaceAll("\\s*\\R\\s*", " "));
        if (session.debug()) {
            failure.printStackTrace(session.err());
        }
    }
}
