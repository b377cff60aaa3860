package io.negawatt.app.cli;

import io.negawatt.app.report.ForecastReport;
import io.negawatt.app.report.ForecastView;
import io.negawatt.app.store.SeriesTables;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Quantities;
import io.negawatt.plan.forecast.Backtest;
import io.negawatt.plan.forecast.Forecaster;
import io.negawatt.plan.forecast.Forecasters;
import io.negawatt.plan.forecast.Holidays;
import io.negawatt.plan.forecast.Reach;
import io.negawatt.plan.forecast.Schedule;
import io.negawatt.plan.forecast.Source;
import io.negawatt.plan.signal.Series;
import io.negawatt.plan.signal.SeriesFile;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code negawatt forecast}: what a series will be, with its range, and how good such forecasts were. With {@code --from} a
 * rolling back-test; without, a forecast from the end of the series that a back-test over its last weeks has chosen.
 */
@Command(name = "forecast")
final class ForecastCommand implements Callable<Integer> {
    static final CommandKind KIND = new CommandKind("forecast", ForecastCommand::new);
    private static final int SCORED_DAYS = 28;
    private static final int REFIT_DAYS = 7;

    private final Session session;

    @Option(names = "--series", required = true, paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--column", paramLabel = "COL")
    @Nullable
    private String column;

    @Option(names = "--time", paramLabel = "COL")
    @Nullable
    private String time;

    @Option(names = "--start", paramLabel = "TIME")
    @Nullable
    private String start;

    @Option(names = "--clock", paramLabel = "ZONE")
    @Nullable
    private String clock;

    @Option(names = "--unit", paramLabel = "UNIT")
    @Nullable
    private String unit;

    @Option(names = "--horizon", paramLabel = "TIME", defaultValue = "24h")
    private String horizon = "24h";

    @Option(names = "--lead", paramLabel = "TIME", defaultValue = "0h")
    private String lead = "0h";

    @Option(names = "--every", paramLabel = "TIME", defaultValue = "1d")
    private String every = "1d";

    @Option(names = "--from", paramLabel = "TIME")
    @Nullable
    private String from;

    @Option(names = "--to", paramLabel = "TIME")
    @Nullable
    private String to;

    @Option(names = "--known", paramLabel = "COL", split = ",")
    private List<String> known = new ArrayList<>();

    @Option(names = "--given", paramLabel = "COL", split = ",")
    private List<String> given = new ArrayList<>();

    @Option(names = "--holidays", paramLabel = "COUNTRY", defaultValue = "none")
    private String holidays = "none";

    @Option(names = "--with", paramLabel = "NAME", split = ",")
    private List<String> with = new ArrayList<>();

    @Option(names = "--out", paramLabel = "FILE")
    @Nullable
    private Path out;

    @Option(names = "--report", paramLabel = "FILE")
    @Nullable
    private Path html;

    @Mixin
    private JsonOption json = new JsonOption();

    ForecastCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        json.check();
        new Output("--out", out).check();
        new Output("--report", html).check();
        var forecasters = forecasters();
        var table = SeriesTables.read(file, form());
        String name = name(table);
        var source = source(table, name);
        var reach = reach(source.target());
        var schedule = schedule(source, reach);
        var test = Backtest.run(source, reach, schedule, forecasters);
        if (test.results().isEmpty()) {
            throw BadInputException.of(
                    "cli.forecast.short",
                    file.getFileName(),
                    source.target().size(),
                    Quantities.printDuration(source.target().step()));
        }
        var view = new ForecastView(test, chosen(test), name, unit == null ? table.unit(name) : unit);
        write(view);
        return 0;
    }

    private void write(ForecastView view) {
        new Output("--out", out).write(session, () -> ForecastFiles.csv(view));
        new Output("--report", html).write(session, () -> ForecastReport.html(view, session.lang()));
        json.writeTree(session, ForecastFiles.json(view));
        if (!json.toStandardOutput()) {
            new ForecastScreen(session, view).print();
        }
    }

    /** A back-test shows the mix, whose weights knew no outcome; from now on, the best of the last weeks is taken. */
    private Backtest.Result chosen(Backtest test) {
        if (with.size() == 1) {
            return test.result(with.getFirst()).orElse(test.best());
        }
        return from == null ? test.best() : test.result(Backtest.MIX).orElse(test.best());
    }

    private List<Forecaster> forecasters() {
        if (with.isEmpty()) {
            return Forecasters.usual();
        }
        return with.stream()
                .filter(id -> !id.equals(Backtest.MIX))
                .map(Forecasters::named)
                .toList();
    }

    private SeriesFile.Form form() {
        return new SeriesFile.Form(
                Optional.ofNullable(time),
                Optional.ofNullable(start).map(text -> Instants.of("--start", text)),
                Optional.ofNullable(clock).map(ForecastCommand::zone));
    }

    private String name(SeriesFile table) {
        if (column != null) {
            return column;
        }
        if (table.columns().size() != 1) {
            throw BadInputException.of("cli.forecast.column", file.getFileName(), String.join(", ", table.columns()));
        }
        return table.columns().getFirst();
    }

    private Source source(SeriesFile table, String name) {
        var target = table.column(name);
        if (target.gaps() == target.size()) {
            throw BadInputException.of("cli.forecast.empty", file.getFileName(), name);
        }
        if (Duration.ofDays(1).toNanos() % target.step().toNanos() != 0) {
            throw BadInputException.of(
                    "cli.forecast.step", file.getFileName(), Quantities.printDuration(target.step()));
        }
        var ahead = new ArrayList<Source.Column>();
        known.forEach(other -> ahead.add(new Source.Column(other, table.column(other), false)));
        given.forEach(other -> ahead.add(new Source.Column(other, table.column(other), true)));
        var free = Holidays.of(holidays);
        var days = Optional.ofNullable(clock).map(ForecastCommand::zone).orElse(free.zone());
        var end = lastKnown(target);
        // Columns that are known ahead go on where the series ends; the series itself ends with its last value.
        return Source.of(from == null ? target.slice(0, end) : target, ahead, days, free);
    }

    private static int lastKnown(Series target) {
        int end = target.size();
        while (!target.isKnown(end - 1)) {
            end--;
        }
        return end;
    }

    private Reach reach(Series target) {
        int steps = steps("--horizon", horizon, target.step());
        if (steps < 1) {
            throw BadInputException.of(
                    "cli.forecast.duration", "--horizon", horizon, Quantities.printDuration(target.step()));
        }
        return new Reach(steps("--lead", lead, target.step()), steps);
    }

    private Schedule schedule(Source source, Reach reach) {
        var target = source.target();
        int between = steps("--every", every, target.step());
        if (between < 1) {
            throw BadInputException.of(
                    "cli.forecast.duration", "--every", every, Quantities.printDuration(target.step()));
        }
        int refit = Math.max(1, REFIT_DAYS * source.slotsPerDay() / between);
        if (from == null) {
            int scored = Math.min(SCORED_DAYS * source.slotsPerDay(), target.size() / 3) / between * between;
            return new Schedule(target.size() - scored, target.size() + 1, between, refit);
        }
        int first = target.indexOf(Instants.of("--from", from));
        int end =
                to == null ? target.size() - reach.steps() - reach.lead() + 1 : target.indexOf(Instants.of("--to", to));
        if (first <= source.slotsPerDay() || first >= Math.min(end, target.size())) {
            throw BadInputException.of("cli.forecast.range", from, target.start(), target.end());
        }
        return new Schedule(first, Math.min(end, target.size()), between, refit);
    }

    private static int steps(String option, String text, Duration step) {
        var length = Quantities.duration(text);
        if (length.isNegative() || length.toNanos() % step.toNanos() != 0) {
            throw BadInputException.of("cli.forecast.duration", option, text, Quantities.printDuration(step));
        }
        return Math.toIntExact(length.dividedBy(step));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadInputException(Message.of("cli.forecast.clock", text), e);
        }
    }
}
