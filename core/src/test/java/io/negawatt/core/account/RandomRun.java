package io.negawatt.core.account;

import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Channel.Bounds;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Runs drawn from a seed: every kind of channel, gap, slow meter, process, rank, phase and policy that an account may meet. */
final class RandomRun {
    static final Instant START = Instant.parse("2026-03-01T23:59:58.125Z");

    private static final String[] BASES = {Activity.CPU, Activity.IO, Activity.NET, "gpu:0", Activity.TIME, "nobody"};
    private static final String[] PHASES = {"data", "forward", "backward", "step"};

    private final SplittableRandom random;
    private final List<RunEvent> events = new ArrayList<>();

    private RandomRun(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static List<RunEvent> events(long seed) {
        return new RandomRun(seed).draw();
    }

    private List<RunEvent> draw() {
        var channels = channels();
        events.add(new RunEvent.Started(
                START, "r", "random", List.of("cmd"), "host", Optional.empty(), 0.1, channels, terms(), "test"));
        int processes = random.nextInt(1, 5);
        for (int p = 0; p < processes; p++) {
            var rank = random.nextInt(3) == 0 ? OptionalInt.empty() : OptionalInt.of(random.nextInt(3));
            events.add(new RunEvent.ProcessSeen(START, p, 100 + p, "p" + p, rank));
        }
        var from = new ArrayList<>(Collections.nCopies(channels.size(), START));
        var now = START;
        int polls = random.nextInt(1, 60);
        for (int i = 0; i < polls; i++) {
            now = now.plusNanos(random.nextLong(1_000_000, 400_000_000));
            // A phase may be told while the poll is under way, before it in the journal and after it in time; or late.
            phaseEvents(now.plusNanos(random.nextLong(-100_000_000, 50_000_000)));
            var readings = new ArrayList<Reading>();
            for (int c = 0; c < channels.size(); c++) {
                var reading = reading(from.get(c), now);
                readings.add(reading);
                if (!(reading instanceof Reading.Pending)) {
                    from.set(c, now);
                }
            }
            events.add(new RunEvent.Polled(now, readings, activities(processes)));
        }
        if (random.nextBoolean()) {
            events.add(new RunEvent.Finished(now.plusNanos(random.nextLong(0, 1_000_000_000)), 0));
        }
        return List.copyOf(events);
    }

    private Reading reading(Instant from, Instant to) {
        return switch (random.nextInt(8)) {
            case 0 -> new Reading.Gap(from, to, Message.of("gap.noReading"));
            case 1 -> new Reading.Pending(from, to);
            case 2 -> new Reading.Used(from, to, Energy.ZERO);
            default -> new Reading.Used(from, to, Energy.ofJoules(random.nextDouble() * 100));
        };
    }

    private List<Activity> activities(int processes) {
        var all = new ArrayList<Activity>();
        for (String basis : new String[] {Activity.CPU, Activity.IO, Activity.NET, "gpu:0"}) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            var uses = new ArrayList<Activity.Use>();
            double sum = 0;
            for (int p = 0; p < processes; p++) {
                if (random.nextBoolean()) {
                    double amount = random.nextDouble();
                    uses.add(new Activity.Use(p, amount));
                    sum += amount;
                }
            }
            double host = sum + (random.nextBoolean() ? 0 : random.nextDouble());
            all.add(new Activity(basis, host, random.nextBoolean() ? 0 : host + random.nextDouble(), uses));
        }
        return all;
    }

    private void phaseEvents(Instant at) {
        if (random.nextInt(3) == 0) {
            int stream = random.nextInt(3);
            var rank = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(stream);
            String phase = PHASES[random.nextInt(PHASES.length)];
            events.add(
                    random.nextBoolean()
                            ? new RunEvent.PhaseBegan(at, stream, rank, phase)
                            : new RunEvent.PhaseEnded(at, stream, phase));
            events.add(new RunEvent.Counted(at, stream, "tokens", random.nextInt(1000)));
        }
    }

    private List<Channel> channels() {
        int count = random.nextInt(1, 7);
        var channels = new ArrayList<Channel>();
        for (int i = 0; i < count; i++) {
            var component = Component.values()[random.nextInt(Component.values().length)];
            Optional<String> parent = Optional.empty();
            if (i > 0 && random.nextInt(3) == 0) {
                var above = channels.get(random.nextInt(i));
                parent = Optional.of(above.id());
                component = above.component();
            }
            channels.add(new Channel(
                    "c" + i,
                    "meter" + random.nextInt(2),
                    "device " + i,
                    component,
                    Scope.DEVICE,
                    Tier.values()[random.nextInt(Tier.values().length)],
                    BASES[random.nextInt(BASES.length)],
                    parent,
                    random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble() * 50),
                    random.nextBoolean() ? Bounds.within(0.05).withTick(0.1) : Bounds.byFactor(3)));
        }
        return channels;
    }

    private Terms terms() {
        var policy = IdlePolicy.values()[random.nextInt(3)];
        double pue = 1 + random.nextDouble();
        return terms(policy, random.nextDouble(), pue);
    }

    /** {@return the events of a run as if it had begun with these channels and terms} */
    static List<RunEvent> restarted(List<RunEvent> events, List<Channel> channels, Terms terms) {
        var started = (RunEvent.Started) events.getFirst();
        var changed = new ArrayList<>(events);
        changed.set(
                0,
                new RunEvent.Started(
                        started.at(),
                        started.id(),
                        started.name(),
                        started.command(),
                        started.host(),
                        started.job(),
                        started.periodS(),
                        channels,
                        terms,
                        started.version()));
        return changed;
    }

    static Terms terms(IdlePolicy policy, double reservedFraction, double pue) {
        var factor =
                new Factor("X", new Factor.Kind("CO2", "direct", "average"), 2023, Interval.within(500, 0.1), "a test");
        return new Terms(
                policy,
                reservedFraction,
                Optional.of(new Tariff("flat", "CNY", 0.62)),
                factor,
                factor,
                new Terms.Term(Interval.exactly(pue), Tier.MODELED, "a test"),
                new Terms.Term(Interval.exactly(1.8), Tier.DEFAULT, "a test"),
                new Terms.Term(Interval.exactly(3.75), Tier.DEFAULT, "a test"),
                new Terms.Hardware(
                        new Interval(1e5, 1e6, 2e6), Interval.exactly(2e4), 1e8, List.of("a host"), "a test"));
    }
}
