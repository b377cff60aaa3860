package io.negawatt.app.cli;

import java.util.List;

/** Every command, in the order of {@code negawatt --help}. To add one: a file of its own, a line here, and its texts. */
public final class Commands {
    public static final List<CommandKind> ALL = List.of(
            QuickstartCommand.KIND,
            RunCommand.KIND,
            TrainCommand.KIND,
            MetersCommand.KIND,
            AccountCommand.KIND,
            ServeCommand.KIND,
            AgentCommand.KIND,
            EstimateCommand.KIND,
            AdviseCommand.KIND,
            CalibrateCommand.KIND,
            CatalogCommand.KIND,
            SignalCommand.KIND,
            ForecastCommand.KIND,
            PlanCommand.KIND);

    private Commands() {}
}
