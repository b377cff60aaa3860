package io.negawatt.app.cli;

import io.negawatt.app.report.CompareReport;
import io.negawatt.app.report.Comparison;
import io.negawatt.app.report.TerminalComparison;
import io.negawatt.app.store.StoreException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt account compare A B}: two runs side by side, and whether they differ by more than the noise. */
@Command(name = "compare")
final class AccountCompareCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("compare", AccountCompareCommand::new);

    private final Session session;

    @Parameters(index = "0", paramLabel = "A", descriptionKey = "param.A")
    private String first = "";

    @Parameters(index = "1", paramLabel = "B", descriptionKey = "param.B")
    private String second = "";

    @Option(names = "--report", paramLabel = "FILE")
    private @Nullable Path report;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    AccountCompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        json.check();
        new Output("--report", report).check();
        var ledger = home.ledger(session);
        Closings.closeInterrupted(ledger, session);
        var comparison = Comparison.of(Closings.read(ledger.find(first)), Closings.read(ledger.find(second)));
        new Output("--report", report)
                .write(session, () -> CompareReport.html(comparison, session.lang(), ZoneId.systemDefault()));
        if (json.isGiven()) {
            json.writeTree(session, document(comparison));
        } else {
            TerminalComparison.lines(comparison, Screens.terminal(session)).forEach(session.out()::println);
        }
        return 0;
    }

    private static List<?> document(Comparison comparison) {
        var rows = comparison.rows().stream()
                .map(row -> {
                    var entry = new LinkedHashMap<String, Object>();
                    entry.put("quantity", row.quantity().toString());
                    entry.put("a", row.a().mid());
                    entry.put("b", row.b().mid());
                    entry.put("difference", row.difference().mid());
                    entry.put("difference_low", row.difference().low());
                    entry.put("difference_high", row.difference().high());
                    entry.put("outside_noise", row.isOutsideNoise());
                    return entry;
                })
                .toList();
        return rows;
    }
}
