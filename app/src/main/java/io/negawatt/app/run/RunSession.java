package io.negawatt.app.run;

import io.negawatt.app.store.OpenRun;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Catalog;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Discoveries;
import io.negawatt.core.meter.Host;
import io.negawatt.core.meter.MeterSet;
import io.negawatt.core.meter.ProcessTree;
import io.negawatt.core.meter.Ranks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One metered command, from its first reading to its last. */
public final class RunSession {
    private final Request request;
    private final OpenRun run;
    private final Watcher watcher;
    private final InstantSource wall;

    /**
     * What to meter, and how.
     *
     * @param command program and arguments
     * @param typed the words that a person types to do it again, which the account keeps; mostly the command itself
     * @param name what a person calls the run
     * @param period least time between polls; what no meter can keep up with is not asked for
     * @param site where it takes place
     * @param environment variables of the command
     * @param settings settings of the meters beside those in the environment
     * @param version version of the program
     */
    public record Request(
            List<String> command,
            List<String> typed,
            String name,
            Duration period,
            Site site,
            Map<String, String> environment,
            Map<String, String> settings,
            String version) {}

    /** Who watches a run; told on the thread that runs it, except {@link #interrupted}. */
    public interface Watcher {
        /** The command runs. */
        void started(long pid, List<Channel> channels, List<Discoveries.Row> meters);

        /** {@return how long until the next {@link #live} is wanted: making an account of it takes some work} */
        Duration liveEvery();

        /** The account so far. */
        void live(Account account);

        /** Somebody pressed Ctrl-C or asked for an end; told on a thread of the system. */
        void interrupted();
    }

    /**
     * How a run ended.
     *
     * @param builder has seen all events
     * @param exitCode exit code of the command, or that of the interrupt
     * @param meters what was found when it began
     */
    public record Outcome(AccountBuilder builder, int exitCode, List<Discoveries.Row> meters) {}

    /** @param wall the wall clock, which may be set while the command runs */
    public RunSession(Request request, OpenRun run, Watcher watcher, InstantSource wall) {
        this.request = request;
        this.run = run;
        this.watcher = watcher;
        this.wall = wall;
    }

    /**
     * Runs and meters the command to its end.
     *
     * @throws CannotStartException if there is no such command or it cannot be executed; nothing is recorded then
     * @throws IOException if the socket for phases cannot be made, or the run cannot be taken back
     */
    public Outcome run() throws CannotStartException, IOException, InterruptedException {
        try (var interrupts = Interrupts.listen(_ -> watcher.interrupted());
                var found = Discoveries.on(host());
                var meters = found.select()) {
            return meter(interrupts, found.rows(), meters);
        } catch (CannotStartException e) {
            run.discard();
            throw e;
        }
    }

    private Outcome meter(Interrupts interrupts, List<Discoveries.Row> rows, MeterSet meters)
            throws CannotStartException, IOException, InterruptedException {
        var terms = request.site().terms(Catalog.load(), Machines.of(host(), meters.channels()));
        var clock = new RunClock(wall, System::nanoTime);
        try (var tree = ProcessTree.on(host(), clock.instant())) {
            // The run begins when the meters do: what was slow to prepare is not charged to it.
            Instant at = clock.instant();
            meters.start(at);
            var started = started(at, period(meters), meters.channels(), terms.from(at));
            try (var recorder = new Recorder(run.startJournal(started), started)) {
                noteDropped(meters, at, recorder);
                return watch(interrupts, rows, new Parts(meters, tree, clock, recorder));
            }
        }
    }

    private RunEvent.Started started(Instant at, Duration period, List<Channel> channels, Terms terms) {
        return new RunEvent.Started(
                at,
                run.folder().id(),
                request.name(),
                request.typed(),
                hostName(),
                job(),
                period.toNanos() * 1e-9,
                channels,
                terms,
                request.version());
    }

    /** A poll between two figures of the quickest meter would tell nothing, and on busy cores it holds up the command. */
    private Duration period(MeterSet meters) {
        var quickest = meters.period();
        return request.period().compareTo(quickest) >= 0 ? request.period() : quickest;
    }

    private record Parts(MeterSet meters, ProcessTree tree, RunClock clock, Recorder recorder) {}

    private Outcome watch(Interrupts interrupts, List<Discoveries.Row> rows, Parts parts)
            throws CannotStartException, IOException, InterruptedException {
        int exitCode;
        try (var metering = new Metering(
                        parts.meters(), parts.tree(), period(parts.meters()), parts.clock(), parts.recorder());
                var phases = PhaseSocket.open(
                        PhaseSocket.folders(request.environment()),
                        parts.clock(),
                        System::nanoTime,
                        parts.recorder())) {
            var child = Child.start(request.command(), environment(phases));
            interrupts.passTo(child);
            parts.tree().follow(child.pid(), request.name());
            metering.start(phases::catchUp);
            watcher.started(child.pid(), parts.meters().channels(), rows);
            while (!child.waitFor(watcher.liveEvery().toMillis())) {
                noteStep(parts);
                watcher.live(parts.recorder().account());
            }
            exitCode = child.exitCode();
            noteStep(parts);
        }
        parts.recorder().finish(interrupts.exitCode().orElse(exitCode));
        return new Outcome(parts.recorder().builder(), exitCode, rows);
    }

    private static void noteStep(Parts parts) {
        parts.clock()
                .step()
                .ifPresent(note ->
                        parts.recorder().accept(new RunEvent.Noted(parts.clock().instant(), note)));
    }

    private static void noteDropped(MeterSet meters, Instant at, Recorder recorder) {
        for (var dropped : meters.dropped()) {
            recorder.accept(new RunEvent.Noted(at, dropped.why()));
        }
    }

    private Host host() {
        var local = Host.local(request.environment());
        var settings = new HashMap<>(local.settings());
        settings.putAll(request.settings());
        return new Host(local.root(), settings);
    }

    private Map<String, String> environment(PhaseSocket phases) {
        var variables = new HashMap<>(request.environment());
        variables.put(Child.PHASES_VARIABLE, phases.path().toString());
        variables.put(Child.RUN_VARIABLE, run.folder().id());
        return variables;
    }

    private Optional<RunEvent.Job> job() {
        var ranks = Ranks.of(request.environment());
        return ranks.rank().isPresent()
                ? ranks.job().map(key -> new RunEvent.Job(key, ranks.rank().getAsInt(), ranks.size()))
                : Optional.empty();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return Optional.ofNullable(e.getMessage())
                    .map(text -> text.split(":")[0])
                    .orElse("localhost");
        }
    }
}
