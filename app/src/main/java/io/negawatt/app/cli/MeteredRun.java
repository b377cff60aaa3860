package io.negawatt.app.cli;

import io.negawatt.app.report.LiveLine;
import io.negawatt.app.run.CannotStartException;
import io.negawatt.app.run.RunFiles;
import io.negawatt.app.run.RunSession;
import io.negawatt.app.store.AccountJson;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.Account.Part;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.text.BadInputException;
import io.negawatt.core.units.Interval;
import io.negawatt.core.units.Spread;
import io.negawatt.plan.advise.Finding;
import io.negawatt.plan.advise.Findings;
import io.negawatt.plan.advise.Subject;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A metered run as a person sees it. All of it goes to the error stream, because standard output belongs to the command that
 * is metered.
 */
final class MeteredRun {
    private static final int LONGEST_TITLE = 60;
    private static final int MOST_FINDINGS = 5;
    private static final Duration UNSEEN = Duration.ofMinutes(1);

    private final Session session;
    private final Ledger ledger;
    private final boolean quiet;
    private final JsonOption json;

    MeteredRun(Session session, Ledger ledger, boolean quiet, JsonOption json) {
        this.session = session;
        this.ledger = ledger;
        this.quiet = quiet;
        this.json = json;
    }

    /** {@return the exit code of the command, or 127 and 126 where it could not be started} */
    int run(RunSession.Request request) throws IOException, InterruptedException {
        return run(request, new RunLabels(Map.of()));
    }

    /** {@return the same of a run that has labels from its start} */
    int run(RunSession.Request request, RunLabels labels) throws IOException, InterruptedException {
        json.check();
        try (var run = ledger.newRun()) {
            if (!labels.labels().isEmpty()) {
                labels.write(run.folder());
            }
            var outcome = watched(request, run);
            finish(run, outcome);
            return outcome.exitCode();
        } catch (CannotStartException e) {
            session.err().println("negawatt: " + e.text().in(session.lang()));
            return e.exitCode();
        }
    }

    /** The command has run, and its exit code is the answer: from here on what fails is said, and hides nothing else. */
    private void finish(OpenRun run, RunSession.Outcome outcome) {
        var account = outcome.builder().account();
        var findings = findings(account, outcome.meters());
        attempt(
                "cli.run.unsaved",
                () -> RunFiles.writeAccount(run, outcome.builder(), findings, session.lang(), ZoneId.systemDefault()));
        if (!quiet) {
            session.err().println();
            Screens.print(session, account, findings, run.folder().report(), session.err());
        }
        attempt("cli.run.json", () -> json.write(session, AccountJson.write(account)));
        if (run.folder().closed()) {
            attempt("cli.run.samples", () -> RunFiles.seal(run));
        }
        attempt("cli.run.others", () -> Closings.closeInterrupted(ledger, session));
        attempt("cli.run.unsaved", run::close);
    }

    /** The first few: who wants all asks {@code negawatt advise}. */
    private static List<Finding> findings(Account account, List<Discoveries.Row> meters) {
        return Findings.of(new Subject.Run(Catalog.load(), account, meters)).stream()
                .limit(MOST_FINDINGS)
                .toList();
    }

    private interface Step {
        void run() throws StoreException;
    }

    private void attempt(String key, Step step) {
        try {
            step.run();
        } catch (StoreException e) {
            session.err().println("negawatt: " + session.text(key, e.text().in(session.lang())));
        } catch (BadInputException e) {
            session.err().println("negawatt: " + session.text(key, e.text().in(session.lang())));
        }
    }

    private RunSession.Outcome watched(RunSession.Request request, OpenRun run)
            throws CannotStartException, IOException, InterruptedException {
        try (var live = new LiveLine(Screens.errorTerminal(session), session.err())) {
            return new RunSession(request, run, new Screen(request, live), session.clock()).run();
        }
    }

    /** What is shown while the command runs. */
    private final class Screen implements RunSession.Watcher {
        private final RunSession.Request request;
        private final LiveLine live;
        private double lastS;
        private double lastJ;
        private double lastCpuS;

        Screen(RunSession.Request request, LiveLine live) {
            this.request = request;
            this.live = live;
        }

        @Override
        public void started(long pid, List<Channel> channels, List<Discoveries.Row> meters) {
            if (quiet) {
                return;
            }
            session.err().println(session.text("cli.run.metering", title(request), pid));
            Screens.channels(session, channels)
                    .lines(0)
                    .forEach(line -> session.err().println("  " + line));
            for (var row : meters) {
                row.remedy()
                        .ifPresent(remedy -> session.err()
                                .println("  → " + row.kind().name() + ": " + session.text("cli.run.closed")));
            }
            session.err().flush();
        }

        @Override
        public Duration liveEvery() {
            return quiet ? UNSEEN : live.every();
        }

        @Override
        public void live(Account account) {
            if (quiet || account.elapsedS() == 0) {
                return;
            }
            double cpuS = account.processes().stream().mapToDouble(Part::cpuS).sum();
            double elapsedS = account.elapsedS() - lastS;
            double cores = Runtime.getRuntime().availableProcessors();
            live.show(new LiveLine.State(
                    account.elapsedS(),
                    elapsedS > 0 ? (account.totalJ().mid() - lastJ) / elapsedS : Double.NaN,
                    account.totalJ().mid(),
                    OptionalDouble.empty(),
                    elapsedS > 0
                            ? OptionalDouble.of(Math.clamp((cpuS - lastCpuS) / elapsedS / cores, 0, 1))
                            : OptionalDouble.empty(),
                    account.cost(),
                    account.carbon().locationG().mid(),
                    account.carbon().location().kind().gas()));
            lastS = account.elapsedS();
            lastJ = account.totalJ().mid();
            lastCpuS = cpuS;
        }

        @Override
        public void interrupted() {
            session.err().println();
            session.err().println(session.text("cli.run.closing"));
            session.err().flush();
        }
    }

    /** What was typed, as long as it fits a line; else what the run is called. */
    private static String title(RunSession.Request request) {
        String command = String.join(" ", request.typed());
        return command.length() <= LONGEST_TITLE ? command : request.name();
    }

    /** {@return the factor range of a channel as a spread, such as ± 5 %, or × 0.2–1 where it is lopsided} */
    static String spread(Channel channel) {
        var bounds = channel.bounds();
        var spread = new Interval(bounds.low(), 1, bounds.high()).spread();
        return spread instanceof Spread.Range ? "× " + spread : spread.toString();
    }
}
