package io.negawatt.app.cli;

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
import io.negawatt.core.text.Numbers;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Quantities;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt account show ID}: one account, or that of a job whose ranks are in the ledger. */
@Command(name = "show")
final class AccountShowCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("show", AccountShowCommand::new);

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
            summarize(run);
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
        var ranks = new java.util.ArrayList<Account>();
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

    private void summarize(RunFolder run) throws StoreException {
        var step = Quantities.duration(every);
        var table = new TerminalTable(
                Column.words(session.text("cli.show.from")),
                Column.words(session.text("cli.show.part")),
                Column.figures(session.text("cli.list.energy")),
                Column.figures(session.text("cli.show.power")),
                Column.figures(session.text("cli.show.gap")));
        try (var samples = Samples.open()) {
            samples.seal(run);
            for (var sum : samples.summarize(List.of(run), part(), step)) {
                table.row(
                        sum.from().toString(),
                        sum.name(),
                        Energy.ofJoules(sum.joules()).toString(),
                        sum.coveredS() > 0 ? Numbers.significant(sum.joules() / sum.coveredS(), 3) + " W" : "–",
                        sum.gapS() > 0 ? Quantities.printDuration(Duration.ofNanos((long) (sum.gapS() * 1e9))) : "");
            }
        }
        table.lines(session.width()).forEach(session.out()::println);
    }

    private Samples.By part() {
        return Arrays.stream(Samples.By.values())
                .filter(part -> part.name().toLowerCase(Locale.ROOT).equals(by))
                .findFirst()
                .orElseThrow(() -> BadInputException.of(
                        "cli.error.choice",
                        "--by",
                        String.valueOf(by),
                        Arrays.stream(Samples.By.values())
                                .map(part -> part.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
