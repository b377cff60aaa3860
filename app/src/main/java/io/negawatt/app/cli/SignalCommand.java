package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negawatt signal}: what the grid and the weather are doing. */
@Command(name = "signal", synopsisSubcommandLabel = "COMMAND")
final class SignalCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind(
            "signal",
            session -> new SignalCommand(),
            List.of(SignalListCommand.KIND, SignalFetchCommand.KIND, SignalShowCommand.KIND));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
