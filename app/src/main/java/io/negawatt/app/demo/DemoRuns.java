package io.negawatt.app.demo;

import io.negawatt.app.store.Ledger;
import io.negawatt.app.store.RunLabels;
import io.negawatt.app.store.StoreException;
import io.negawatt.core.account.AccountBuilder;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Runs of the last weeks, simulated as events and accounted by the same code as metered ones. */
final class DemoRuns {
    private static final int STEPS = 200;
    private static final List<Kind> KINDS = List.of(
            new Kind("pretrain-13b", "language", 12, 6_900, 3_400, 6.4),
            new Kind("chat-serving", "platform", 4, 4_800, 21_600, 0.41),
            new Kind("lora-70b", "finance", 2, 5_900, 11_500, 2.9),
            new Kind("batch-embed", "search", 2, 4_400, 6_500, 0.07),
            new Kind("distill-3b", "edge", 4, 6_100, 19_300, 1.8),
            new Kind("eval-suite", "language", 1, 5_200, 2_700, 0.9));

    /**
     * A job that is run again and again.
     *
     * @param nodes how many nodes it takes
     * @param nodeW mean power of a node, in W
     * @param elapsedS mean length, in s
     * @param joulesPerToken energy of a token, in J
     */
    private record Kind(String name, String tenant, int nodes, double nodeW, double elapsedS, double joulesPerToken) {}

    private final Terms terms;
    private final SplittableRandom random;

    DemoRuns(Terms terms, long seed) {
        this.terms = terms;
        this.random = new SplittableRandom(seed);
    }

    /** Writes {@code count} runs that end before {@code now}, the newest first, as far apart as that many fit into 30 days. */
    void write(Ledger ledger, Instant now, int count) throws StoreException {
        var end = now.minusSeconds(900);
        for (int i = 0; i < count; i++) {
            var kind = KINDS.get(i % KINDS.size());
            double elapsedS = kind.elapsedS() * (0.7 + 0.6 * random.nextDouble());
            write(ledger, kind, end.minusMillis(Math.round(elapsedS * 1e3)), elapsedS);
            end = end.minusSeconds(30 * 86_400 / count);
        }
    }

    private void write(Ledger ledger, Kind kind, Instant from, double elapsedS) throws StoreException {
        try (var run = ledger.newRun()) {
            var events = events(run.folder().id(), kind, from, elapsedS);
            var builder = new AccountBuilder((RunEvent.Started) events.getFirst());
            try (var journal = run.startJournal((RunEvent.Started) events.getFirst())) {
                for (var event : events.subList(1, events.size())) {
                    journal.append(event);
                    builder.accept(event);
                }
            }
            new RunLabels(Map.of(RunLabels.TENANT, kind.tenant())).write(run.folder());
            run.writeAccount(builder.account());
        }
    }

    private List<RunEvent> events(String id, Kind kind, Instant from, double elapsedS) {
        var channels = new ArrayList<Channel>();
        for (int node = 0; node < kind.nodes(); node++) {
            channels.add(channel("node-" + (node + 1), Component.COMPUTE, Scope.NODE, Tier.COUNTER, 0.02));
        }
        channels.add(channel("storage", Component.STORE, Scope.RACK, Tier.METERED, 0.02));
        channels.add(channel("network", Component.TRANSMIT, Scope.RACK, Tier.MODELED, 0.6));
        double stepS = elapsedS / STEPS;
        var events = new ArrayList<RunEvent>();
        events.add(new RunEvent.Started(
                from,
                id,
                kind.name(),
                List.of("train", kind.name()),
                "demo",
                Optional.empty(),
                stepS,
                channels,
                terms.from(from),
                "demo"));
        events.add(new RunEvent.ProcessSeen(from, 0, 1, kind.name(), OptionalInt.empty()));
        events.add(new RunEvent.Noted(from, Message.of("demo.note")));
        polls(kind, from, stepS, events);
        events.add(new RunEvent.Finished(after(from, STEPS * stepS), 0));
        return events;
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

    private void polls(Kind kind, Instant from, double stepS, List<RunEvent> events) {
        double joules = 0;
        for (int i = 0; i < STEPS; i++) {
            phase(i, after(from, i * stepS), events);
            double level = i < 8 ? 0.5 + 0.06 * i : i > STEPS - 8 ? 0.8 : i % 13 == 0 ? 0.93 : 1;
            var start = after(from, i * stepS);
            var end = after(from, (i + 1) * stepS);
            var readings = new ArrayList<Reading>();
            double all = 0;
            for (int node = 0; node < kind.nodes(); node++) {
                double watts = kind.nodeW() * level * (0.97 + 0.06 * random.nextDouble());
                all += watts * stepS;
                readings.add(used(start, end, watts * stepS));
            }
            readings.add(used(start, end, all * 0.006));
            readings.add(used(start, end, all * 0.009));
            joules += all;
            events.add(new RunEvent.Polled(end, List.copyOf(readings), List.of()));
        }
        var end = after(from, STEPS * stepS);
        events.add(new RunEvent.PhaseEnded(end, 0, "evaluation"));
        events.add(new RunEvent.Counted(end, 0, "tokens", Math.rint(joules / kind.joulesPerToken())));
    }

    private static void phase(int step, Instant at, List<RunEvent> events) {
        switch (step) {
            case 0 -> events.add(new RunEvent.PhaseBegan(at, 0, OptionalInt.empty(), "start"));
            case 8 -> {
                events.add(new RunEvent.PhaseEnded(at, 0, "start"));
                events.add(new RunEvent.PhaseBegan(at, 0, OptionalInt.empty(), "training steps"));
            }
            case STEPS - 7 -> {
                events.add(new RunEvent.PhaseEnded(at, 0, "training steps"));
                events.add(new RunEvent.PhaseBegan(at, 0, OptionalInt.empty(), "evaluation"));
            }
            default -> {
                // Within a phase.
            }
        }
    }

    private static Reading used(Instant from, Instant to, double joules) {
        return new Reading.Used(from, to, Energy.ofJoules(joules));
    }

    private static Instant after(Instant from, double seconds) {
        return from.plus(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
