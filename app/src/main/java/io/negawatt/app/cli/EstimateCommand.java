package io.negawatt.app.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code negawatt estimate}: energy before the fact. */
@Command(name = "estimate", synopsisSubcommandLabel = "COMMAND")
final class EstimateCommand extends CommandGroup {
    static final CommandKind KIND = new CommandKind(
            "estimate",
            session -> new EstimateCommand(),
            List.of(EstimateInferCommand.KIND, EstimateTrainCommand.KIND));
}
