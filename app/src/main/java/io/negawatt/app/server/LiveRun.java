package io.negawatt.app.server;

import io.negawatt.app.ingest.Names;
import io.negawatt.app.live.Column;
import io.negawatt.app.live.Measure;
import io.negawatt.app.live.Series;
import io.negawatt.app.store.JournalException;
import io.negawatt.app.store.JournalTail;
import io.negawatt.app.store.RunFolder;
import io.negawatt.app.store.RunLabels;
import io.negawatt.core.account.Account;
import io.negawatt.core.account.AccountBuilder;
import io.negawatt.core.account.PowerCurve;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.meter.Component;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run that goes on in another process, followed by its journal: its account so far, its power now, and samples of what it is
 * charged with. Samples are taken at polls of the journal, so that following it once more gives the same ones. Thread-safe.
 */
final class LiveRun {
    /** Least time between two samples, in s. */
    private static final double PERIOD_S = 2;

    private final RunFolder folder;
    private final RunLabels labels;
    private final JournalTail tail;
    private final Map<Component, Samples> samples = new EnumMap<>(Component.class);
    private @Nullable AccountBuilder builder;
    private RunEvent.@Nullable Started started;
    private Instant nextSample = Instant.MIN;
    private Instant lastSample = Instant.MIN;
    private double lastJ;
    private OptionalDouble powerW = OptionalDouble.empty();
    private long events;

    /** What a component was charged with: in samples that nobody took yet, and altogether. */
    private static final class Samples {
        private final List<Long> timesMs = new ArrayList<>();
        private final List<Double> joules = new ArrayList<>();
        private double toldJ;

        /** A charge that turns out lower than it was told is made up for by the next ones. */
        void add(long atMs, double totalJ) {
            double more = Math.max(0, totalJ - toldJ);
            toldJ += more;
            timesMs.add(atMs);
            joules.add(more);
        }
    }

    LiveRun(RunFolder folder, RunLabels labels) {
        this.folder = folder;
        this.labels = labels;
        this.tail = new JournalTail(folder, this::accept);
    }

    RunFolder folder() {
        return folder;
    }

    Optional<String> tenant() {
        return labels.tenant();
    }

    /** Takes what is new; {@return whether there was anything} */
    synchronized boolean readOn() throws JournalException {
        long before = events;
        tail.read();
        return events > before;
    }

    private void accept(RunEvent event) {
        events++;
        if (event instanceof RunEvent.Started it) {
            started = it;
            builder = new AccountBuilder(it);
            lastSample = it.at();
            nextSample = after(it.at());
        } else if (builder != null) {
            builder.accept(event);
            if (event instanceof RunEvent.Polled polled && !polled.at().isBefore(nextSample)) {
                sample(builder.account(), polled.at());
            }
        }
    }

    private double periodS() {
        return started == null ? PERIOD_S : Math.max(PERIOD_S, started.periodS());
    }

    private Instant after(Instant at) {
        return at.plusNanos(Math.round(periodS() * 1e9));
    }

    private void sample(Account account, Instant at) {
        for (var use : account.components()) {
            // Cooling follows from the rest, at the site's PUE of then.
            if (use.component().isIt() && (use.energyJ().mid() > 0 || samples.containsKey(use.component()))) {
                samples.computeIfAbsent(use.component(), _ -> new Samples())
                        .add(at.toEpochMilli(), use.energyJ().mid());
            }
        }
        double elapsedS = Duration.between(lastSample, at).toNanos() * 1e-9;
        double totalJ = account.totalJ().mid();
        powerW = OptionalDouble.of(Math.max(0, totalJ - lastJ) / elapsedS);
        lastJ = totalJ;
        lastSample = at;
        nextSample = after(at);
    }

    /** {@return the run as the lists have it; empty as long as it has not begun} */
    synchronized Optional<RunFacts> facts() {
        return account().map(it -> RunFacts.live(it, tenant(), powerW));
    }

    synchronized Optional<Account> account() {
        return Optional.ofNullable(builder).map(AccountBuilder::account);
    }

    synchronized Optional<PowerCurve> curve() {
        return Optional.ofNullable(builder).map(AccountBuilder::curve);
    }

    /** {@return samples that are not stored yet, by component} */
    synchronized List<Column> columns() {
        var columns = new ArrayList<Column>();
        samples.forEach((component, it) -> {
            if (!it.timesMs.isEmpty()) {
                columns.add(new Column(
                        series(component),
                        it.timesMs.stream().mapToLong(Long::longValue).toArray(),
                        it.joules.stream().mapToDouble(Double::doubleValue).toArray()));
            }
        });
        return List.copyOf(columns);
    }

    /** Lets go of samples that are stored. */
    synchronized void stored(List<Column> columns) {
        for (var column : columns) {
            var own = samples.get(Names.component(column.series()));
            if (own != null) {
                IntStream.range(0, column.size()).forEach(_ -> {
                    own.timesMs.removeFirst();
                    own.joules.removeFirst();
                });
            }
        }
    }

    private Series series(Component component) {
        var all = new TreeMap<>(labels.labels());
        String tenant = tenant().orElse("");
        all.remove(RunLabels.TENANT);
        if (started != null) {
            all.put(Names.NODE, started.host());
            all.putIfAbsent(Names.JOB, started.job().map(RunEvent.Job::key).orElse(started.name()));
        }
        all.put(Names.RUN, folder.id());
        all.put(Names.COMPONENT, component.id());
        return new Series(tenant, Names.ATTRIBUTED, Measure.USE, "J", Math.round(periodS() * 1e3), all);
    }
}
