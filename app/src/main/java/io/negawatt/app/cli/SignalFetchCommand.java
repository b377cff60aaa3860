package io.negawatt.app.cli;

import io.negawatt.app.report.Sparkline;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.signal.Keys;
import io.negawatt.plan.signal.Query;
import io.negawatt.plan.signal.Signal;
import io.negawatt.plan.signal.SignalKind;
import io.negawatt.plan.signal.Signals;
import io.negawatt.plan.signal.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code negawatt signal fetch}: asks the sources for a signal and keeps what they say; what nobody knows stays a gap. */
@Command(name = "fetch")
final class SignalFetchCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("fetch", SignalFetchCommand::new);

    private final Session session;

    @Option(names = "--kind", paramLabel = "KIND", defaultValue = "carbon-average")
    private String kind = "carbon-average";

    @Option(names = "--zone", required = true, paramLabel = "ZONE", descriptionKey = "zone")
    private String zone = "";

    @Option(names = "--from", required = true, paramLabel = "TIME")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "TIME")
    private String to = "";

    @Option(names = "--step", paramLabel = "TIME", defaultValue = "1h")
    private String step = "1h";

    @Option(names = "--source", paramLabel = "NAME")
    @Nullable
    private String source;

    @Option(names = "--out", paramLabel = "FILE")
    @Nullable
    private Path out;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private JsonOption json = new JsonOption();

    SignalFetchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        json.check();
        new Output("--out", out).check();
        var query = query();
        var length = Quantities.duration(step);
        if (!length.isPositive()) {
            throw BadInputException.of("cli.signal.step", step);
        }
        var folder = home.folder(session);
        var keys = new Keys(session.environment(), folder.resolve("keys"));
        var world = Surroundings.ofProcess(folder.resolve("cache").resolve("signals"), keys, session.clock());
        var signal = Signals.fetch(world, query, length, Optional.ofNullable(source));
        write(signal);
        return signal.values().gaps() == signal.values().size() ? 1 : 0;
    }

    private Query query() {
        var wanted = Choice.of("--kind", kind, SignalKind.class);
        var start = Instants.of("--from", from);
        var end = Instants.of("--to", to);
        if (!start.isBefore(end)) {
            throw BadInputException.of("cli.signal.span", from, to);
        }
        return new Query(wanted, zone, start, end);
    }

    private void write(Signal signal) {
        signal.gaps().forEach(gap -> session.err().println(gap.in(session.lang())));
        new Output("--out", out).write(session, () -> csv(signal));
        json.writeTree(session, document(signal));
        if (!json.toStandardOutput()) {
            print(signal);
        }
    }

    private void print(Signal signal) {
        var query = signal.query();
        session.out()
                .println(session.text(
                        "cli.signal.head", query.kind().id(), query.zone(), query.from(), query.to(), signal.unit()));
        session.out()
                .println(Sparkline.of(
                        Arrays.stream(signal.values().toArray()).boxed().toList()));
        var sources = new LinkedHashMap<String, Integer>();
        signal.provenance()
                .forEach(of -> of.ifPresent(where -> sources.merge(
                        where.source() + " ("
                                + session.text("signal.basis." + where.basis().id()) + ")",
                        1,
                        Integer::sum)));
        sources.forEach((name, count) -> session.out().println(session.text("cli.signal.values", count, name)));
        session.out().println(session.text("cli.signal.gaps", signal.values().gaps()));
    }

    private static String csv(Signal signal) {
        var csv = new StringBuilder("time,%s[%s],source,basis,fetched\n"
                .formatted(signal.query().kind().id(), signal.unit()));
        for (int i = 0; i < signal.values().size(); i++) {
            csv.append(signal.values().timeOf(i)).append(',');
            csv.append(
                            signal.values().isKnown(i)
                                    ? String.valueOf(signal.values().value(i))
                                    : "")
                    .append(',');
            csv.append(signal.provenance()
                    .get(i)
                    .map(of -> of.source() + "," + of.basis().id() + "," + of.fetched())
                    .orElse(",,"));
            csv.append('\n');
        }
        return csv.toString();
    }

    private static Map<String, Object> document(Signal signal) {
        var root = new LinkedHashMap<String, Object>();
        root.put("schema", "negawatt.signal/1");
        root.put("kind", signal.query().kind().id());
        root.put("zone", signal.query().zone());
        root.put("unit", signal.unit());
        root.put("step_s", signal.values().step().toSeconds());
        root.put("gaps", signal.gaps().stream().map(Message::toString).toList());
        var rows = new ArrayList<Object>();
        for (int i = 0; i < signal.values().size(); i++) {
            var row = new LinkedHashMap<String, Object>();
            row.put("time", signal.values().timeOf(i).toString());
            int slot = i;
            signal.provenance().get(i).ifPresent(of -> {
                row.put("value", signal.values().value(slot));
                row.put("source", of.source());
                row.put("basis", of.basis().id());
                row.put("fetched", of.fetched().toString());
            });
            rows.add(row);
        }
        root.put("values", rows);
        return root;
    }
}
