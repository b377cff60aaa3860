package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negawatt train}: the built-in distributed trainer and the study of its energy. */
@Command(name = "train", synopsisSubcommandLabel = "COMMAND")
final class TrainCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind(
            "train",
            session -> new TrainCommand(),
            List.of(
                    TrainLmCommand.KIND,
                    TrainClassifyCommand.KIND,
                    TrainStudyCommand.KIND,
                    TrainTechniquesCommand.KIND));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
