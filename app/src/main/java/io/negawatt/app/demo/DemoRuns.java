package io.negawatt.app.demo;

import io.negawatt.app.demo.DemoSchedule.Kind;
import io.negawatt.app.demo.DemoSchedule.Planned;
import io.negawatt.app.demo.DemoSchedule.Work;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Runs of the last weeks, simulated as events and accounted by the same code as metered ones. */
final class DemoRuns {
    /** What chillers and pumps take, as a fraction of what the nodes do. */
    static final double COOLING = 0.184;

    private static final int STEPS = 160;
    private static final int FIRST_STEPS = 6;
    private static final int LAST_STEPS = 7;
    private static final int GAP_FROM = 70;
    private static final int GAP_TO = 76;
    private static final double STORE = 0.006;
    private static final double TRANSMIT = 0.009;

    private final Terms terms;
    private final SplittableRandom random;

    DemoRuns(Terms terms, long seed) {
        this.terms = terms;
        this.random = new SplittableRandom(seed);
    }

    void write(Ledger ledger, Planned planned) throws StoreException {
        try (var run = ledger.newRun()) {
            var events = new Events(run.folder().id(), planned).all();
            var builder = new AccountBuilder((RunEvent.Started) events.getFirst());
            try (var journal = run.startJournal((RunEvent.Started) events.getFirst())) {
                for (var event : events.subList(1, events.size())) {
                    journal.append(event);
                    builder.accept(event);
                }
            }
            new RunLabels(Map.of(RunLabels.TENANT, planned.kind().tenant())).write(run.folder());
            run.writeAccount(builder.account());
        }
    }

    /** The events of one run, while they are made. */
    private final class Events {
        private final String id;
        private final Planned planned;
        private final Kind kind;
        private final double stepS;
        private final List<RunEvent> events = new ArrayList<>();
        private double joules;

        private Events(String id, Planned planned) {
            this.id = id;
            this.planned = planned;
            this.kind = planned.kind();
            this.stepS = planned.elapsedS() / STEPS;
        }

        private List<RunEvent> all() {
            var from = planned.from();
            events.add(new RunEvent.Started(
                    from,
                    id,
                    kind.name(),
                    List.of(kind.work() == Work.TRAINING ? "train" : "serve", kind.name()),
                    "demo",
                    Optional.empty(),
                    stepS,
                    channels(),
                    terms.from(from),
                    "demo"));
            for (int process = 0; process < Math.max(1, kind.ranks()); process++) {
                var rank = kind.ranks() == 0 ? OptionalInt.empty() : OptionalInt.of(process);
                events.add(new RunEvent.ProcessSeen(from, process, 1 + process, kind.name(), rank));
            }
            events.add(new RunEvent.Noted(from, Message.of("demo.note")));
            for (int step = 0; step < (planned.isInterrupted() ? STEPS * 2 / 3 : STEPS); step++) {
                phase(step);
                poll(step);
            }
            end();
            return events;
        }

        private void end() {
            if (planned.isInterrupted()) {
                return;
            }
            var end = at(STEPS);
            events.add(new RunEvent.PhaseEnded(end, 0, name(STEPS)));
            events.add(new RunEvent.Counted(end, 0, "tokens", Math.rint(joules / kind.joulesPerToken())));
            events.add(new RunEvent.Finished(end, 0));
        }

        private List<Channel> channels() {
            var tier = Arrays.stream(Tier.values())
                    .filter(it -> it.id().equals(kind.tier()))
                    .findFirst()
                    .orElse(Tier.COUNTER);
            var channels = new ArrayList<Channel>();
            for (int node = 0; node < kind.nodes(); node++) {
                String basis = kind.ranks() == 0 ? Activity.TIME : Activity.gpu(node);
                channels.add(channel(
                        "node-%02d".formatted(node + 1), Component.COMPUTE, Scope.NODE, tier, basis, error(tier)));
            }
            channels.add(channel("storage", Component.STORE, Scope.RACK, Tier.METERED, Activity.TIME, 0.02));
            channels.add(channel("network", Component.TRANSMIT, Scope.RACK, Tier.MODELED, Activity.TIME, 0.6));
            channels.add(channel("chillers", Component.COOLING, Scope.RACK, Tier.METERED, Activity.TIME, 0.08));
            return channels;
        }

        private static double error(Tier tier) {
            return tier == Tier.COUNTER ? 0.02 : tier == Tier.MODELED ? 0.14 : 0.06;
        }

        private static Channel channel(
                String name, Component component, Scope scope, Tier tier, String basis, double error) {
            return new Channel(
                    name,
                    "demo",
                    name,
                    component,
                    scope,
                    tier,
                    basis,
                    Optional.empty(),
                    OptionalDouble.empty(),
                    Channel.Bounds.within(error));
        }

        private Instant at(int step) {
            return planned.from().plus(Duration.ofNanos(Math.round(step * stepS * 1e9)));
        }

        private double level(int step) {
            if (kind.work() == Work.SERVING) {
                return 1 + 0.12 * Math.sin(step / 25.0) + 0.05 * Math.sin(step / 4.0);
            }
            boolean checkpoint = step % 13 == 0;
            return step < FIRST_STEPS ? 0.5 + 0.08 * step : step >= STEPS - LAST_STEPS ? 0.8 : checkpoint ? 0.93 : 1;
        }

        private void poll(int step) {
            var from = at(step);
            var to = at(step + 1);
            var readings = new ArrayList<Reading>();
            var activities = new ArrayList<Activity>();
            double all = 0;
            for (int node = 0; node < kind.nodes(); node++) {
                double used = kind.nodeW() * level(step) * (0.97 + 0.06 * random.nextDouble()) * stepS;
                all += used;
                readings.add(
                        isLost(node, step)
                                ? new Reading.Gap(from, to, Message.of("demo.gap.driver"))
                                : used(from, to, used));
                if (kind.ranks() > 0) {
                    activities.add(busy(node));
                }
            }
            readings.add(used(from, to, all * STORE));
            readings.add(used(from, to, all * TRANSMIT));
            readings.add(used(from, to, all * COOLING));
            joules += all;
            events.add(new RunEvent.Polled(to, List.copyOf(readings), List.copyOf(activities)));
        }

        private boolean isLost(int node, int step) {
            return planned.hasGap() && node == 0 && step >= GAP_FROM && step < GAP_TO;
        }

        /** The rank of a node is busy all the time but for a little idling, more on some nodes. */
        private Activity busy(int node) {
            double usedS = stepS * (0.985 - 0.004 * (node % 4));
            return new Activity(
                    Activity.gpu(node), usedS, stepS, List.of(new Activity.Use(node % kind.ranks(), usedS)));
        }

        private String name(int step) {
            boolean serving = kind.work() == Work.SERVING;
            return step < FIRST_STEPS
                    ? "start"
                    : serving ? "serving" : step >= STEPS - LAST_STEPS ? "evaluation" : "training";
        }

        private void phase(int step) {
            if (step > 0 && !name(step).equals(name(step - 1))) {
                events.add(new RunEvent.PhaseEnded(at(step), 0, name(step - 1)));
            }
            if (step == 0 || !name(step).equals(name(step - 1))) {
                events.add(new RunEvent.PhaseBegan(at(step), 0, OptionalInt.empty(), name(step)));
            }
        }
    }

    private static Reading used(Instant from, Instant to, double joules) {
        return new Reading.Used(from, to, Energy.ofJoules(joules));
    }
}
