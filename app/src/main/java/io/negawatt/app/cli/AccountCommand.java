package io.negawatt.app.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code negawatt account}: the ledger, and accounts of what was recorded elsewhere. */
@Command(name = "account", synopsisSubcommandLabel = "COMMAND")
final class AccountCommand extends CommandGroup {
    static final CommandKind KIND = new CommandKind(
            "account",
            session -> new AccountCommand(),
            List.of(
                    AccountListCommand.KIND,
                    AccountShowCommand.KIND,
                    AccountCompareCommand.KIND,
                    AccountNetCommand.KIND,
                    AccountFromCommand.KIND,
                    AccountExampleCommand.KIND));
}
