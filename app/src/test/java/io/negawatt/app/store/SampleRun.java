package io.negawatt.app.store;

import io.negawatt.core.account.IdlePolicy;
import io.negawatt.core.account.RunEvent;
import io.negawatt.core.account.RunEvent.Counted;
import io.negawatt.core.account.RunEvent.Finished;
import io.negawatt.core.account.RunEvent.Noted;
import io.negawatt.core.account.RunEvent.PhaseBegan;
import io.negawatt.core.account.RunEvent.PhaseEnded;
import io.negawatt.core.account.RunEvent.Polled;
import io.negawatt.core.account.RunEvent.ProcessSeen;
import io.negawatt.core.account.RunEvent.Started;
import io.negawatt.core.account.Tariff;
import io.negawatt.core.account.Terms;
import io.negawatt.core.catalog.Factor;
import io.negawatt.core.meter.Activity;
import io.negawatt.core.meter.Channel;
import io.negawatt.core.meter.Component;
import io.negawatt.core.meter.Scope;
import io.negawatt.core.meter.Tier;
import io.negawatt.core.series.Reading;
import io.negawatt.core.text.Message;
import io.negawatt.core.units.Energy;
import io.negawatt.core.units.Interval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Runs for tests: events with every kind of field, and longer ones whose readings have values that are easy to predict. */
final class SampleRun {
    static final Instant START = Instant.parse("2026-03-01T23:59:58.123456789Z");
    static final Message GAP = Message.of("store.gap.journal");

    private SampleRun() {}

    static Instant at(double seconds) {
        return START.plusNanos(Math.round(seconds * 1e9));
    }

    static Channel channel(String id, Component component, Optional<String> parent) {
        return new Channel(
                id,
                "rapl",
                "处理器 \"Xeon\" " + id,
                component,
                Scope.DEVICE,
                Tier.COUNTER,
                Activity.CPU,
                parent,
                OptionalDouble.of(12.5),
                Channel.Bounds.within(0.02).withTick(0.1));
    }

    static Terms terms() {
        var kind = new Factor.Kind("CO2", "direct", "average");
        var factor = new Factor("CN-East", kind, 2022, new Interval(560, 585.6, 610.25), "生态环境部");
        var one = new Terms.Term(Interval.within(1.29, 0.08), Tier.DEFAULT, "site \"A\"");
        return new Terms(
                IdlePolicy.USED,
                1,
                Optional.of(new Tariff("0.62 CNY/kWh", "CNY", 0.62)),
                factor,
                new Factor(
                        "CN-East", new Factor.Kind("CO2e", "life-cycle", "residual"), 2023, Interval.exactly(700), "x"),
                one,
                new Terms.Term(new Interval(0, 1.8, Double.POSITIVE_INFINITY), Tier.DEFAULT, "unbounded"),
                one,
                new Terms.Hardware(
                        Interval.byFactor(2e6, 3),
                        Interval.byFactor(3e4, 2),
                        1.26e8,
                        List.of("8 × H100", "机箱"),
                        "source"));
    }

    static Started started(String id, List<Channel> channels) {
        return new Started(
                START,
                id,
                "训练 \"train\"\n.py",
                List.of("python", "train.py", "--name", "模型 'a' \\ \"b\" 🌱"),
                "node-1",
                Optional.of(new RunEvent.Job("slurm:4711", 3, OptionalInt.empty())),
                0.1,
                channels,
                terms(),
                "0.1.0");
    }

    /** One event of each kind, and one reading and basis of each kind. */
    static List<RunEvent> everyKind() {
        var channels = List.of(
                channel("package-0", Component.COMPUTE, Optional.empty()),
                channel("dram-0", Component.COMPUTE, Optional.of("package-0")),
                channel("nic", Component.TRANSMIT, Optional.empty()));
        return List.of(
                started("7f3a", channels),
                new ProcessSeen(at(0.000000001), 0, 4211, "python", OptionalInt.of(3)),
                new ProcessSeen(at(0.01), 1, 4212, "数据 加载", OptionalInt.empty()),
                new PhaseBegan(at(0.02), 0, OptionalInt.of(-1), "前向 forward"),
                new Polled(
                        at(0.1),
                        List.of(
                                new Reading.Used(at(0), at(0.1), Energy.ofJoules(0.1 + 0.2)),
                                new Reading.Gap(at(0), at(0.1), new Message("gap.any", List.of("1 s", "原因"))),
                                new Reading.Pending(at(0), at(0.1))),
                        List.of(
                                new Activity(Activity.CPU, 0.05, 0.2, List.of(new Activity.Use(0, 0.04))),
                                new Activity(Activity.TIME, 0, 0, List.of()),
                                new Activity("gpu:7", 1, 1, List.of()),
                                new Activity("gpu:007", 1, 1, List.of()),
                                new Activity("gpu:", 1, 1, List.of()),
                                new Activity("能", 1e300, Double.MIN_VALUE, List.of(new Activity.Use(1, 1))))),
                new Counted(at(0.15), 0, "tokens", 4096),
                new PhaseEnded(at(0.06), 0, "前向 forward"), // told late
                new Noted(at(-3600), Message.of("note.clock", "−1 h")),
                polled(1, 3),
                new Finished(at(0.2), -9));
    }

    /** The poll from {@code n − 1} to {@code n} tenths of a second: channel c used {@code 100·c + n} J. */
    static Polled polled(int n, int channels) {
        var readings = new ArrayList<Reading>();
        for (int c = 0; c < channels; c++) {
            readings.add(new Reading.Used(at((n - 1) / 10.0), at(n / 10.0), Energy.ofJoules(100 * c + n)));
        }
        return new Polled(
                at(n / 10.0),
                readings,
                List.of(new Activity(Activity.CPU, 0.1, 0.2, List.of(new Activity.Use(0, 0.1)))));
    }

    /** A run of {@code polls} polls of two channels. */
    static List<RunEvent> steady(int polls) {
        var events = new ArrayList<RunEvent>();
        events.add(started(
                "7f3a",
                List.of(
                        channel("package-0", Component.COMPUTE, Optional.empty()),
                        channel("disk", Component.STORE, Optional.empty()))));
        events.add(new ProcessSeen(START, 0, 4211, "python", OptionalInt.empty()));
        for (int n = 1; n <= polls; n++) {
            events.add(polled(n, 2));
        }
        events.add(new Finished(at(polls / 10.0), 0));
        return events;
    }
}
