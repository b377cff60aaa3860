package io.negawatt.app.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code negawatt account}: the ledger, and accounts of what was recorded elsewhere. */
@Command(name = "account", synopsisSubcommandLabel = "COMMAND")
final class AccountCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind(
            "account",
            session -> new AccountCommand(),
            List.of(
                    AccountListCommand.KIND,
                    AccountShowCommand.KIND,
                    AccountCompareCommand.KIND,
                    AccountFromCommand.KIND,
                    AccountExampleCommand.KIND));

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var commandLine = spec.commandLine();
        commandLine.usage(commandLine.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
