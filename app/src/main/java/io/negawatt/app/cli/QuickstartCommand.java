package io.negawatt.app.cli;

import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.run.QuickstartJob;
import io.negawatt.app.train.QuickstartPlan;
import io.negawatt.app.train.Training;
import io.negawatt.core.text.BadInputException;
import io.negawatt.train.learn.Torch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt quickstart}: the first five minutes. */
@Command(name = "quickstart")
final class QuickstartCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("quickstart", QuickstartCommand::new);
    private static final double LONGEST_S = 3600;

    private final Session session;

    @Option(names = "--seconds", paramLabel = "S")
    private String seconds = "60";

    @Mixin
    private RunOptions run = new RunOptions();

    QuickstartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws Exception {
        double lengthS = SiteOptions.number("--seconds", seconds);
        if (!(lengthS > 0 && lengthS <= LONGEST_S)) {
            throw BadInputException.of("cli.error.seconds", seconds);
        }
        boolean trains = Torch.isSupported();
        String intro = trains ? "cli.quickstart.intro" : "cli.quickstart.intro.plain";
        session.err().println(session.text(intro, seconds));
        session.err().println();
        session.err().flush();
        int exitCode = trains ? train(lengthS) : meter(plainCommand());
        if (exitCode == 0) {
            sayNext();
        }
        return exitCode;
    }

    private int train(double lengthS) throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.of("quickstart")) {
            var plan = folder.path().resolve("plan.json");
            QuickstartPlan.of(Checkout.root(), lengthS, folder.path()).write(plan);
            return meter(Training.command(plan, session.lang()));
        }
    }

    private int meter(List<String> command) throws IOException, InterruptedException {
        return run.meter(session, command, "quickstart");
    }

    /** Where there is no libtorch: the job is a program of its own, so that it is metered as any other command is. */
    private List<String> plainCommand() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                QuickstartJob.class.getName(),
                seconds);
    }

    private void sayNext() {
        session.err().println();
        session.err().println(session.text("cli.quickstart.next"));
        var table = new TerminalTable(Column.words(""), Column.words(""));
        String negawatt = System.getProperty("negawatt.command", "negawatt");
        table.row(negawatt + " run --zone CN-East --price \"0.62 CNY/kWh\" -- python train.py", next("run"));
        table.row(negawatt + " train study --quick", next("study"));
        table.row(negawatt + " account list", next("list"));
        table.row(negawatt + " meters", next("meters"));
        table.row(negawatt + " account example", next("example"));
        table.lines(Screens.errorTerminal(session).width() - 2)
                .forEach(line -> session.err().println("  " + line));
    }

    private String next(String command) {
        return session.text("cli.quickstart.next." + command);
    }
}
