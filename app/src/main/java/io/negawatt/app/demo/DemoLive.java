package io.negawatt.app.demo;

import io.negawatt.app.store.Journal;
import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.OpenRun;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.Terms;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A run of the demonstration that goes on: simulated like the others, with a note that says so, in a journal that grows as that of a
 * metered command does. It runs on a node of the site, whose meters have its power already. When it is closed it is as if it had never
 * been.
 *
 * <p>Not thread-safe.
 */
final class DemoLive implements AutoCloseable {
    static final String NAME = "finetune-1b";
    static final double MEAN_W = 2_300;

    private static final Duration SINCE = Duration.ofMinutes(570);
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final double STORE = 0.006;
    private static final double TRANSMIT = 0.009;

    private final OpenRun run;
    private final Journal journal;
    private final Instant from;
    private Instant told;

    /** Begins the run, as if it had gone on for hours. */
    static DemoLive begin(Ledger ledger, Terms terms, Instant now) throws StoreException {
        var run = ledger.newRun();
        try {
            new RunLabels(Map.of(RunLabels.TENANT, "vision")).write(run.folder());
            var from = now.minus(SINCE);
            var live = new DemoLive(run, run.startJournal(started(run.folder().id(), from, terms)), from);
            live.past(now);
            return live;
        } catch (StoreException e) {
            run.discard();
            throw e;
        }
    }

    private DemoLive(OpenRun run, Journal journal, Instant from) {
        this.run = run;
        this.journal = journal;
        this.from = from;
        this.told = from;
    }

    private static RunEvent.Started started(String id, Instant from, Terms terms) {
        return new RunEvent.Started(
                from,
                id,
                NAME,
                List.of("train", NAME),
                "node-01",
                Optional.empty(),
                STEP.toSeconds(),
                List.of(
                        channel("gpus", Component.COMPUTE, Scope.DEVICE, Tier.COUNTER, 0.02),
                        channel("storage", Component.STORE, Scope.RACK, Tier.METERED, 0.02),
                        channel("network", Component.TRANSMIT, Scope.RACK, Tier.MODELED, 0.6),
                        channel("chillers", Component.COOLING, Scope.RACK, Tier.METERED, 0.08)),
                terms.from(from),
                "demo");
    }

    private static Channel channel(String name, Component component, Scope scope, Tier tier, double error) {
        return new Channel(
                name,
                "demo",
                name,
                component,
                scope,
                tier,
                Activity.TIME,
                Optional.empty(),
                OptionalDouble.empty(),
                Channel.Bounds.within(error));
    }

    private void past(Instant now) throws StoreException {
        journal.append(new RunEvent.ProcessSeen(from, 0, 1, NAME, OptionalInt.empty()));
        journal.append(new RunEvent.Noted(from, Message.of("demo.note")));
        journal.append(new RunEvent.PhaseBegan(from, 0, OptionalInt.empty(), "training"));
        goOn(now);
    }

    /** Tells what was used since it was last asked to go on. */
    void goOn(Instant now) throws StoreException {
        for (var to = told.plus(STEP); !to.isAfter(now); to = to.plus(STEP)) {
            journal.append(polled(told, to));
            told = to;
        }
    }

    private static RunEvent.Polled polled(Instant from, Instant to) {
        double usedJ = watts(to) * Duration.between(from, to).toMillis() / 1e3;
        return new RunEvent.Polled(
                to,
                List.of(
                        used(from, to, usedJ),
                        used(from, to, usedJ * STORE),
                        used(from, to, usedJ * TRANSMIT),
                        used(from, to, usedJ * DemoRuns.COOLING)),
                List.of());
    }

    /** Steps of the optimizer are seen as a ripple, evaluations as dips. */
    static double watts(Instant at) {
        long second = at.getEpochSecond();
        boolean evaluates = Math.floorMod(second, 900) < 50;
        return MEAN_W * ((evaluates ? 0.62 : 1.0) + 0.05 * DemoJob.wobble(at, 3));
    }

    private static Reading used(Instant from, Instant to, double joules) {
        return new Reading.Used(from, to, Energy.ofJoules(joules));
    }

    @Override
    public void close() throws StoreException {
        try (run) {
            journal.close();
            run.discard();
        }
    }
}
