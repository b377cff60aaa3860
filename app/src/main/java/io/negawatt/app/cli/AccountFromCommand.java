package io.negawatt.app.cli;

import io.negawatt.app.run.TraceRun;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.series.TraceOptions;
import io.negawatt.core.series.TraceReader;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Quantities;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code negawatt account from FILE}: the account of a power trace that somebody else recorded. */
@Command(name = "from")
final class AccountFromCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("from", AccountFromCommand::new);

    private final Session session;

    @Parameters(paramLabel = "FILE", descriptionKey = "param.FILE")
    private Path file = Path.of("");

    @Option(names = "--time", paramLabel = "COL")
    private @Nullable String time;

    @Option(names = "--watts", paramLabel = "COL", split = ",")
    private @Nullable List<String> watts;

    @Option(names = "--joules", paramLabel = "COL", split = ",")
    private @Nullable List<String> joules;

    @Option(names = "--range", paramLabel = "ENERGY")
    private @Nullable String range;

    @Option(names = "--times", paramLabel = "N")
    private int times = 1;

    @Option(names = "--name", paramLabel = "NAME")
    private @Nullable String name;

    @Mixin
    private RunOptions run = new RunOptions();

    AccountFromCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws StoreException {
        run.json.check();
        var terms = run.site.site(session.environment()).terms();
        var trace = TraceReader.read(file, options());
        trace.notes().forEach(note -> session.err().println(note.in(session.lang())));
        try (var open = run.home.ledger(session).newRun()) {
            var fileName = String.valueOf(file.getFileName());
            var events = TraceRun.events(
                    trace,
                    open.folder().id(),
                    name == null ? fileName : name,
                    session.clock().instant(),
                    terms);
            var closed = Closings.record(open, events, session);
            run.json.write(session, AccountJson.write(closed));
            if (!run.json.toStandardOutput()) {
                Screens.print(session, closed, List.of(), open.folder().report(), session.out());
            }
        }
        return 0;
    }

    private TraceOptions options() {
        if (times < 1) {
            throw BadInputException.of("cli.from.times", times);
        }
        var options = TraceOptions.guessed().withNodes(times);
        options = time == null ? options : options.withTime(time);
        options = watts == null ? options : options.withWatts(watts);
        options = joules == null ? options : options.withJoules(joules);
        return range == null ? options : options.withRange(Quantities.energy(range, "J"));
    }
}
