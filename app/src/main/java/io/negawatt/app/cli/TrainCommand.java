package io.negawatt.app.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code negawatt train}: the built-in distributed trainer and the study of its energy. */
@Command(name = "train", synopsisSubcommandLabel = "COMMAND")
final class TrainCommand extends CommandGroup {
    static final CommandKind KIND = new CommandKind(
            "train",
            session -> new TrainCommand(),
            List.of(
                    TrainLmCommand.KIND,
                    TrainClassifyCommand.KIND,
                    TrainStudyCommand.KIND,
                    TrainTechniquesCommand.KIND));
}
