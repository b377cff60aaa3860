package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negawatt plan}: when, where and how hard to run. */
@Command(name = "plan", synopsisSubcommandLabel = "COMMAND")
final class PlanCommand implements Callable<Integer> {
    static final CommandKind KIND =
            new CommandKind("plan", session -> new PlanCommand(), List.of(PlanJobsCommand.KIND, PlanSiteCommand.KIND));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
