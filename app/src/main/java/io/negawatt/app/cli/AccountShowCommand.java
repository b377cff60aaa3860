package io.negawatt.app.cli;

import io.negawatt.app.report.Figures;
import io.negawatt.app.report.TerminalTable;
import io.negawatt.app.report.TerminalTable.Column;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.Samples;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.JobMerge;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt account show ID}: one account, or that of a job whose ranks are in the ledger. */
@Command(name = "show")
final class AccountShowCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("show", AccountShowCommand::new);

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "param.ID")
    private String id = "";

    @Option(names = "--by", paramLabel = "device|component")
    private @Nullable String by;

    @Option(names = "--every", paramLabel = "TIME")
    private String every = "1 min";

    @Option(names = "--job")
    private boolean job;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    AccountShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        var ledger = home.ledger(session);
        Closings.closeInterrupted(ledger, session);
        var run = ledger.find(id);
        if (by != null) {
            summarize(run, Choice.of("--by", by, Samples.By.class));
            return 0;
        }
        var account = Closings.read(run);
        if (job) {
            account = merged(ledger, account);
        }
        if (json.isGiven()) {
            json.write(session, AccountJson.write(account));
        } else {
            Screens.print(session, account, List.of(), run.report(), session.out());
        }
        return 0;
    }

    private Account merged(Ledger ledger, Account account) throws StoreException {
        var key = account.job()
                .orElseThrow(() -> BadInputException.of("cli.show.noJob", account.id()))
                .key();
        var ranks = new ArrayList<Account>();
        for (var folder : ledger.folders()) {
            if (folder.closed()) {
                var other = Closings.read(folder);
                if (other.job().filter(it -> it.key().equals(key)).isPresent()) {
                    ranks.add(other);
                }
            }
        }
        return JobMerge.merge(ranks);
    }

    private void summarize(RunFolder run, Samples.By part) throws StoreException {
        var step = Quantities.duration(every);
        var table = new TerminalTable(
                Column.words(session.text("cli.show.from")),
                Column.words(session.text("cli.show.part")),
                Column.figures(session.text("cli.list.energy")),
                Column.figures(session.text("cli.show.power")),
                Column.figures(session.text("cli.show.gap")));
        var figures = new Figures(session.lang());
        try (var samples = Samples.open()) {
            samples.seal(run);
            for (var sum : samples.summarize(List.of(run), part, step)) {
                table.row(
                        WHEN.format(sum.from().atZone(ZoneId.systemDefault())),
                        sum.name(),
                        figures.energyShort(sum.joules()),
                        sum.coveredS() > 0 ? figures.power(sum.joules() / sum.coveredS()) : "–",
                        sum.gapS() > 0 ? figures.duration(sum.gapS()) : "");
            }
        }
        table.lines(session.width()).forEach(session.out()::println);
    }
}
