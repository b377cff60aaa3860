package io.negawatt.app.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code negawatt signal}: what the grid and the weather are doing. */
@Command(name = "signal", synopsisSubcommandLabel = "COMMAND")
final class SignalCommand extends CommandGroup {
    static final CommandKind KIND = new CommandKind(
            "signal",
            session -> new SignalCommand(),
            List.of(SignalListCommand.KIND, SignalFetchCommand.KIND, SignalShowCommand.KIND));
}
