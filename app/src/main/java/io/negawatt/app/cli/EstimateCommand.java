package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negawatt estimate}: energy before the fact. */
@Command(name = "estimate", synopsisSubcommandLabel = "COMMAND")
final class EstimateCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind(
            "estimate",
            session -> new EstimateCommand(),
            List.of(EstimateInferCommand.KIND, EstimateTrainCommand.KIND));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
